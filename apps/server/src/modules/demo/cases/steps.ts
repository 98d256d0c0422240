import { addOnClock, type Instant, type Uuid } from '@gridward/core';
import type { PictureKey } from './pictures.ts';
import { RESIDENT, type Plot, type Stage } from './stage.ts';
import type { Tale } from './tale.ts';

/** The steps of the loop as the people of the county take them; each at a moment that the caller chose. */
export function createSteps(stage: Stage, tale: Tale, plot: Plot) {
  const { chance } = stage;
  const before: PictureKey = plot.plan.picture === null ? 'cordon' : `${plot.plan.picture}.before`;
  const after: PictureKey = plot.plan.picture === null ? 'cordon' : `${plot.plan.picture}.after`;
  const leadKey = (): string => keyOf(stage, plot, tale.core.leadUnitId);

  return {
    register: (at: Instant) => tale.act({ verb: 'register' }, stage.desk('intake'), at),
    orderPreCheck: (at: Instant) =>
      tale.act({ verb: 'order_pre_check', note: '请到现场核实位置和情形。' }, stage.desk('intake'), at),
    preCheck(found: boolean, at: Instant) {
      const actor = stage.verifier(plot.grid);
      const photoIds = found && plot.plan.picture !== null ? [tale.photo('pre_check', before, actor, at)] : [];
      tale.act(
        { verb: 'pre_check', found, finding: found ? '现场情形与上报一致。' : '现场未见上报所述情形。', photoIds },
        actor,
        at,
      );
    },
    file: (at: Instant) => tale.act({ verb: 'file', standardRowId: plot.row.id }, stage.desk('shift'), at),
    decline: (at: Instant) =>
      tale.act(
        { verb: 'decline', reason: '不符合立案条件', explanation: '经核实，所述情形未达到立案条件，感谢您的关心。' },
        stage.desk('intake'),
        at,
      ),
    redirect: (at: Instant) =>
      tale.act(
        { verb: 'redirect', channel: '行业主管热线', explanation: '此事由行业主管热线受理，已告知受理方式。' },
        stage.desk('intake'),
        at,
      ),
    void: (at: Instant) => tale.act({ verb: 'void', reason: '上报位置有误，已另行立案' }, stage.desk('shift'), at),
    withdraw: (at: Instant) => tale.act({ verb: 'withdraw', reason: '已自行解决' }, RESIDENT, at),
    merge: (intoCaseId: Uuid, at: Instant) => tale.act({ verb: 'merge', intoCaseId }, stage.desk('intake'), at),
    dispatch: (unitKey: string, at: Instant) =>
      tale.act(
        {
          verb: 'dispatch',
          leadUnitId: stage.unit(unitKey),
          supportingUnitIds: plot.support.filter((key) => key !== unitKey).map((key) => stage.unit(key)),
        },
        stage.desk('dispatch'),
        at,
      ),
    accept: (at: Instant) => tale.act({ verb: 'accept' }, stage.handler(leadKey()), at),
    assign(at: Instant) {
      const key = leadKey();
      tale.act({ verb: 'assign', accountId: stage.actor(`${key}.2`).accountId ?? '' }, stage.actor(`${key}.1`), at);
    },
    makeSafe(at: Instant) {
      const actor = stage.handler(leadKey());
      tale.act(
        {
          verb: 'make_safe',
          measure: '已设围挡和警示灯，安排专人看守。',
          photoIds: [tale.photo('evidence', 'cordon', actor, at)],
        },
        actor,
        at,
      );
    },
    submit(at: Instant) {
      const actor = stage.handler(leadKey());
      const photoIds = plot.plan.picture !== null && chance.happens(0.5) ? [tale.photo('after', after, actor, at)] : [];
      tale.act({ verb: 'submit_result', result: plot.plan.result, photoIds }, actor, at);
    },
    confirm: (at: Instant) => tale.act({ verb: 'confirm_result' }, stage.desk('dispatch'), at),
    sendBack: (at: Instant) =>
      tale.act({ verb: 'send_back', reason: '处置说明不完整，请补充现场情况。' }, stage.desk('dispatch'), at),
    pass(at: Instant) {
      const actor = stage.verifier(plot.grid);
      const photoIds = plot.plan.picture !== null && chance.happens(0.2) ? [tale.photo('check', after, actor, at)] : [];
      tale.act({ verb: 'check_pass', finding: '现场复查，问题已解决。', photoIds }, actor, at);
    },
    fail(at: Instant) {
      const actor = stage.verifier(plot.grid);
      const photoIds = plot.plan.picture !== null ? [tale.photo('check', before, actor, at)] : [];
      tale.act({ verb: 'check_fail', finding: '现场复查，问题仍在，请继续处置。', photoIds }, actor, at);
    },
    close: (at: Instant) =>
      tale.act(
        {
          verb: 'close',
          closureKind: chance.happens(0.93) ? 'solved' : 'explained',
          explanation: `${plot.plan.result}如仍有问题，可凭查询码再次反映。`,
        },
        stage.desk('shift'),
        at,
      ),
    refuseClose: (at: Instant) =>
      tale.act({ verb: 'refuse_close', reason: '答复内容与诉求不符，请补办。' }, stage.desk('shift'), at),
    forceClose: (at: Instant) =>
      tale.act(
        { verb: 'force_close', reason: '多次处置未能解决，转入专项整治', explanation: '此事列入专项整治计划，进展将公开。' },
        stage.actor('leader.1'),
        at,
      ),
    reopen: (at: Instant) => tale.act({ verb: 'reopen', reason: '问题再次出现，请继续处理。' }, RESIDENT, at),
    askReturn(counterKey: string, at: Instant) {
      const actor = stage.handler(leadKey());
      tale.act(
        {
          verb: 'request_return',
          reason: '不属本单位职责',
          evidence: '附权责清单对应条目和现场权属照片。',
          counterUnitId: stage.unit(counterKey),
          photoIds: [tale.photo('evidence', before, actor, at)],
        },
        actor,
        at,
      );
    },
    ruleReturn: (granted: boolean, unitKey: string, at: Instant) =>
      tale.act(
        {
          verb: 'rule_return',
          granted,
          leadUnitId: stage.unit(unitKey),
          reason: granted ? '权属清楚，改派。' : '依权责清单，由现单位承办。',
        },
        stage.desk('dispatch'),
        at,
      ),
    askExtension: (at: Instant) =>
      tale.act({ verb: 'request_extension', reason: '材料到货延迟，需增加工期。' }, stage.handler(leadKey()), at),
    ruleExtension: (granted: boolean, at: Instant) =>
      tale.act(
        { verb: 'rule_extension', granted, reason: granted ? '情况属实，同意延期一次。' : '可先行处置，不予延期。' },
        stage.desk('dispatch'),
        at,
      ),
    askDeferral: (untilAt: Instant, at: Instant) =>
      tale.act(
        { verb: 'request_deferral', reason: '须待主体工程完工后实施', exitCondition: '主体工程验收当日恢复处置', untilAt },
        stage.handler(leadKey()),
        at,
      ),
    ruleDeferral: (granted: boolean, at: Instant) =>
      tale.act(
        { verb: 'rule_deferral', granted, reason: granted ? '条件明确，同意挂账。' : '具备处置条件，不予挂账。' },
        stage.desk('dispatch'),
        at,
      ),
    resume: (at: Instant) => tale.act({ verb: 'resume', reason: '条件已具备，提前恢复。' }, stage.handler(leadKey()), at),
    askExemption: (at: Instant) =>
      tale.act({ verb: 'ask_exemption', reason: '台风期间封路，无法进场。' }, stage.handler(leadKey()), at),
    ruleExemption: (granted: boolean, at: Instant) =>
      tale.act(
        { verb: 'rule_exemption', granted, reason: granted ? '客观原因成立。' : '未提供依据。' },
        stage.desk('dispatch'),
        at,
      ),
    urge: (at: Instant) => tale.act({ verb: 'urge', text: '请尽快办理并反馈进展。' }, stage.actor('leader.1'), at),
    urgeByReporter: (at: Instant) => tale.act({ verb: 'urge', text: '已过几天，请问进展如何？' }, RESIDENT, at),
    reportPhoto(at: Instant) {
      if (plot.plan.picture !== null) tale.photo('report', before, { ...RESIDENT, accountId: null }, at);
    },
    /** A few working hours later. */
    workingHoursAfter(at: Instant, hours: number): Instant {
      const later = addOnClock(stage.pictures.catalogue.calendar, 'WH', at, hours * 3_600_000);
      return later.ok ? later.value : at + hours * 3_600_000;
    },
  };
}
export type Steps = ReturnType<typeof createSteps>;

/** Who holds the case now, by key: the lead that was planned, or the one that a ruling or a lapse made of it. */
function keyOf(stage: Stage, plot: Plot, leadUnitId: Uuid | null): string {
  if (leadUnitId === stage.unit(plot.lead)) return plot.lead;
  const other = [...OTHER_LEADS].find((key) => stage.unit(key) === leadUnitId);
  if (other === undefined) throw new Error('a case is led by a unit that was not planned');
  return other;
}

/** Units that a case is given to by mistake, and the one that takes what nobody takes. */
export const MISTAKEN_LEADS = ['urban', 'housing', 'traffic', 'water'] as const;
const OTHER_LEADS = new Set<string>([...MISTAKEN_LEADS, 'coordination']);
