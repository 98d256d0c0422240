import type { CaseRequestKind, CaseState, CaseVerb, ClockKind, ClosureKind, Duty, Stage } from '@gridward/core';
import type { Message } from '../message.ts';

type Prefixed<P extends string, N extends string> = { readonly [K in N as `${P}.${K}`]: Message };

/** Words of the field for what the machine knows. Each list is complete by type. */
export const states = {
  'state.reported': { zh: '待受理', en: 'Reported' },
  'state.pre_check': { zh: '待核实', en: 'To pre-check' },
  'state.registering': { zh: '待立案', en: 'To file' },
  'state.filed': { zh: '待派遣', en: 'To dispatch' },
  'state.assigned': { zh: '待签收', en: 'To accept' },
  'state.handling': { zh: '处置中', en: 'Being handled' },
  'state.deferred': { zh: '挂账', en: 'Deferred' },
  'state.handled': { zh: '待确认反馈', en: 'Result to confirm' },
  'state.checking': { zh: '待核查', en: 'To check' },
  'state.pending_close': { zh: '待结案', en: 'To close' },
  'state.closed': { zh: '已结案', en: 'Closed' },
  'state.forced_close': { zh: '强制结案', en: 'Closed unsolved' },
  'state.declined': { zh: '不予受理', en: 'Declined' },
  'state.void': { zh: '作废', en: 'Void' },
  'state.merged': { zh: '已合并', en: 'Merged' },
  'state.redirected': { zh: '已引导', en: 'Redirected' },
  'state.withdrawn': { zh: '已撤回', en: 'Withdrawn' },
} as const satisfies Prefixed<'state', CaseState>;

export const stages = {
  'stage.collect': { zh: '采集', en: 'Collect' },
  'stage.file': { zh: '立案', en: 'File' },
  'stage.dispatch': { zh: '派遣', en: 'Dispatch' },
  'stage.handle': { zh: '处置', en: 'Handle' },
  'stage.feedback': { zh: '反馈', en: 'Report back' },
  'stage.check': { zh: '核查', en: 'Check' },
  'stage.evaluate': { zh: '评价', en: 'Evaluate' },
} as const satisfies Prefixed<'stage', Stage>;

export const verbs = {
  'verb.report': { zh: '上报', en: 'Report' },
  'verb.report_handled': { zh: '上报（已当场处置）', en: 'Report, handled on the spot' },
  'verb.take': { zh: '接手', en: 'Take' },
  'verb.release': { zh: '放回', en: 'Release' },
  'verb.amend': { zh: '补正', en: 'Amend' },
  'verb.order_pre_check': { zh: '要求现场核实', en: 'Ask for a pre-check' },
  'verb.pre_check': { zh: '填报核实结果', en: 'Report the pre-check' },
  'verb.register': { zh: '受理', en: 'Take in' },
  'verb.file': { zh: '立案', en: 'File' },
  'verb.decline': { zh: '不予受理', en: 'Decline' },
  'verb.merge': { zh: '合并', en: 'Merge' },
  'verb.redirect': { zh: '引导至其他渠道', en: 'Redirect' },
  'verb.void': { zh: '作废', en: 'Void' },
  'verb.withdraw': { zh: '撤回', en: 'Withdraw' },
  'verb.dispatch': { zh: '派遣', en: 'Dispatch' },
  'verb.return_to_intake': { zh: '退回受理', en: 'Return to intake' },
  'verb.accept': { zh: '签收', en: 'Accept' },
  'verb.assign': { zh: '指派', en: 'Assign' },
  'verb.revoke_assignment': { zh: '撤回指派', en: 'Revoke the assignment' },
  'verb.make_safe': { zh: '先期处置', en: 'Make safe' },
  'verb.report_part': { zh: '反馈配合情况', en: 'Report our part' },
  'verb.request_return': { zh: '申请退单', en: 'Ask to return' },
  'verb.request_extension': { zh: '申请延期', en: 'Ask for an extension' },
  'verb.request_deferral': { zh: '申请挂账', en: 'Ask for a deferral' },
  'verb.rule_return': { zh: '裁定退单', en: 'Rule on the return' },
  'verb.rule_extension': { zh: '裁定延期', en: 'Rule on the extension' },
  'verb.rule_deferral': { zh: '裁定挂账', en: 'Rule on the deferral' },
  'verb.lapse_return': { zh: '裁定逾期，转兜底单位', en: 'Ruling lapsed, to the fallback unit' },
  'verb.resume': { zh: '恢复处置', en: 'Resume' },
  'verb.submit_result': { zh: '反馈结果', en: 'Report the result' },
  'verb.confirm_result': { zh: '确认反馈', en: 'Confirm the result' },
  'verb.send_back': { zh: '退回返工', en: 'Send back' },
  'verb.check_pass': { zh: '核查通过', en: 'Check passed' },
  'verb.check_fail': { zh: '核查不通过', en: 'Check failed' },
  'verb.close': { zh: '结案', en: 'Close' },
  'verb.refuse_close': { zh: '不予结案', en: 'Refuse to close' },
  'verb.force_close': { zh: '强制结案', en: 'Close as unsolved' },
  'verb.reopen': { zh: '重开', en: 'Reopen' },
  'verb.ask_exemption': { zh: '申诉', en: 'Appeal' },
  'verb.rule_exemption': { zh: '裁定申诉', en: 'Rule on the appeal' },
  'verb.urge': { zh: '催办', en: 'Urge' },
  'verb.breach': { zh: '超过时限', en: 'Limit passed' },
} as const satisfies Prefixed<'verb', CaseVerb>;

export const duties = {
  'duty.intake': { zh: '受理', en: 'Intake' },
  'duty.dispatch': { zh: '派遣', en: 'Dispatch' },
  'duty.verification': { zh: '核查', en: 'Verification' },
  'duty.handling': { zh: '处置', en: 'Handling' },
} as const satisfies Prefixed<'duty', Duty>;

export const clockKinds = {
  'clock.intake': { zh: '受理时限', en: 'Intake' },
  'clock.pre_check': { zh: '核实时限', en: 'Pre-check' },
  'clock.registering': { zh: '立案时限', en: 'Filing' },
  'clock.dispatch': { zh: '派遣时限', en: 'Dispatch' },
  'clock.handling': { zh: '处置时限', en: 'Handling' },
  'clock.deferral': { zh: '挂账期限', en: 'Deferred until' },
  'clock.feedback': { zh: '确认时限', en: 'Confirmation' },
  'clock.check': { zh: '核查时限', en: 'Check' },
  'clock.closing': { zh: '结案时限', en: 'Closing' },
} as const satisfies Prefixed<'clock', ClockKind>;

export const closures = {
  'closure.solved': { zh: '已解决', en: 'Solved' },
  'closure.explained': { zh: '已解释说明', en: 'Explained' },
  'closure.not_found': { zh: '现场未发现', en: 'Not found on site' },
  'closure.not_solved': { zh: '未解决', en: 'Not solved' },
  'closure.declined': { zh: '不予受理', en: 'Declined' },
  'closure.void': { zh: '作废', en: 'Void' },
  'closure.duplicate': { zh: '重复，已合并', en: 'Duplicate, merged' },
  'closure.redirected': { zh: '引导至其他渠道', en: 'Redirected' },
  'closure.withdrawn': { zh: '已撤回', en: 'Withdrawn' },
} as const satisfies Prefixed<'closure', ClosureKind>;

export const requests = {
  'request.return': { zh: '退单申请', en: 'Return requested' },
  'request.extension': { zh: '延期申请', en: 'Extension requested' },
  'request.deferral': { zh: '挂账申请', en: 'Deferral requested' },
  'request.exemption': { zh: '超时申诉', en: 'Appeal against a delay' },
} as const satisfies Prefixed<'request', CaseRequestKind | 'exemption'>;

export const lamps = {
  'lamp.green': { zh: '正常', en: 'In time' },
  'lamp.amber': { zh: '临近', en: 'Due soon' },
  'lamp.red': { zh: '超时', en: 'Overdue' },
  'lamp.grey': { zh: '暂停', en: 'Paused' },
} as const satisfies Prefixed<'lamp', 'green' | 'amber' | 'red' | 'grey'>;

export const urgencies = {
  'urgency.normal': { zh: '一般', en: 'Normal' },
  'urgency.urgent': { zh: '较急', en: 'Urgent' },
  'urgency.critical': { zh: '紧急', en: 'Critical' },
} as const satisfies Prefixed<'urgency', 'normal' | 'urgent' | 'critical'>;
