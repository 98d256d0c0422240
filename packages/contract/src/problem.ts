import { CASE_REFUSALS, type CaseRefusal } from '@gridward/core';

/** Does sending the same request again make sense? `later`: yes, unchanged; `after_change`: read the fresh state first. */
export type Retry = 'no' | 'later' | 'after_change';

interface ProblemKind {
  readonly status: number;
  readonly retry: Retry;
  readonly zh: string;
  readonly en: string;
}

const GENERAL = {
  validation_failed: { status: 422, retry: 'no', zh: '填写的内容有误', en: 'Some fields are not valid' },
  not_signed_in: { status: 401, retry: 'no', zh: '请先登录', en: 'Sign in first' },
  sign_in_failed: { status: 401, retry: 'no', zh: '账号或密码不正确', en: 'Wrong name or password' },
  second_factor_needed: { status: 401, retry: 'no', zh: '需要动态验证码', en: 'A verification code is needed' },
  second_factor_failed: { status: 401, retry: 'no', zh: '动态验证码不正确', en: 'Wrong verification code' },
  second_factor_setup_needed: { status: 403, retry: 'no', zh: '须先绑定动态验证码', en: 'Set up a second factor first' },
  password_change_needed: { status: 403, retry: 'no', zh: '须先修改密码', en: 'Change the password first' },
  password_too_weak: { status: 422, retry: 'no', zh: '密码强度不够', en: 'The password is too weak' },
  password_used_before: { status: 422, retry: 'no', zh: '不能使用近期用过的密码', en: 'This password was used recently' },
  account_locked: { status: 423, retry: 'later', zh: '账号已锁定，请稍后再试', en: 'The account is locked for a while' },
  csrf_failed: { status: 403, retry: 'no', zh: '页面已过期，请刷新', en: 'The page is out of date, reload it' },
  not_permitted: { status: 403, retry: 'no', zh: '没有此项权限', en: 'You have no permission for this' },
  not_found: { status: 404, retry: 'no', zh: '没有找到，或不在您的范围内', en: 'Not found, or outside your reach' },
  version_conflict: {
    status: 409,
    retry: 'after_change',
    zh: '内容已被他人更新',
    en: 'Somebody else has changed this meanwhile',
  },
  already_exists: { status: 409, retry: 'no', zh: '已经存在', en: 'Already exists' },
  idempotency_key_missing: { status: 400, retry: 'no', zh: '缺少 Idempotency-Key', en: 'Idempotency-Key is missing' },
  idempotency_mismatch: {
    status: 409,
    retry: 'no',
    zh: '同一编号的请求内容不同',
    en: 'This Idempotency-Key was used for another request',
  },
  too_many_requests: { status: 429, retry: 'later', zh: '操作过于频繁，请稍后再试', en: 'Too many requests, try again later' },
  overloaded: { status: 503, retry: 'later', zh: '系统繁忙，请稍后再试', en: 'The server is busy, try again later' },
  internal_error: { status: 500, retry: 'later', zh: '系统出错，已记录', en: 'Something went wrong and was recorded' },
  unsupported_file: { status: 415, retry: 'no', zh: '不支持的文件类型', en: 'This type of file is not accepted' },
  file_too_large: { status: 413, retry: 'no', zh: '文件过大', en: 'The file is too large' },
  file_unreadable: { status: 422, retry: 'no', zh: '文件无法读取', en: 'The file cannot be read' },
  position_outside: { status: 422, retry: 'no', zh: '位置不在辖区网格内', en: 'The position lies in none of the grids' },
  category_unknown: { status: 422, retry: 'no', zh: '没有此类别', en: 'No such category' },
  unit_unknown: { status: 422, retry: 'no', zh: '没有此单位', en: 'No such unit' },
  account_unknown: { status: 422, retry: 'no', zh: '没有此人员，或不在该单位', en: 'No such person in this unit' },
  assist_only: {
    status: 422,
    retry: 'no',
    zh: '社区对此事项只能协助，不能主办',
    en: 'A community may assist with this matter, never lead it',
  },
  leader_exists: { status: 409, retry: 'no', zh: '该网格此期间已有网格长', en: 'This grid already has a leader for that time' },
  admin_kinds_exclude: {
    status: 409,
    retry: 'no',
    zh: '系统、安全、审计管理员不得兼任',
    en: 'System, security and audit administrators exclude each other',
  },
  purpose_missing: { status: 422, retry: 'no', zh: '须写明查看目的', en: 'A purpose must be stated' },
  import_not_ready: { status: 409, retry: 'no', zh: '导入任务不在可执行状态', en: 'The import cannot do this now' },
  model_unknown: { status: 422, retry: 'no', zh: '没有此治理模型', en: 'No such governance model' },
  demonstration_only: { status: 403, retry: 'no', zh: '仅演示模式可用', en: 'Only in demonstration mode' },
} as const satisfies Record<string, ProblemKind>;

const CASE_KINDS: Readonly<Record<Exclude<CaseRefusal, 'not_permitted'>, ProblemKind>> = {
  wrong_state: { status: 409, retry: 'after_change', zh: '案件当前状态不允许此操作', en: 'The case does not allow this now' },
  not_owner: { status: 403, retry: 'no', zh: '案件不由您的单位负责', en: 'Your unit does not hold this case' },
  not_independent: {
    status: 403,
    retry: 'no',
    zh: '处置人员及其单位不得核查、结案',
    en: 'Whoever handled a case may not verify or close it',
  },
  taken_by_other: { status: 409, retry: 'after_change', zh: '案件已由同事接手', en: 'A colleague has taken this case' },
  request_open: { status: 409, retry: 'after_change', zh: '已有申请待裁定', en: 'Another request is waiting for a ruling' },
  no_such_request: { status: 409, retry: 'after_change', zh: '没有待裁定的此类申请', en: 'No such request is waiting' },
  already_returned: { status: 409, retry: 'no', zh: '每个单位只能申请退单一次', en: 'Each unit may ask for a return once' },
  fixed_by_ruling: { status: 409, retry: 'no', zh: '主办单位已经裁定，不得再退', en: 'The lead was fixed by a ruling' },
  bound_reached: { status: 409, retry: 'no', zh: '已达次数上限', en: 'The number of times is used up' },
  too_late: { status: 409, retry: 'no', zh: '已超过时限，不能再申请', en: 'The limit has passed' },
  too_early: { status: 409, retry: 'later', zh: '条件尚未满足', en: 'Not yet' },
  assignment_open: { status: 409, retry: 'no', zh: '请先撤回指派', en: 'Revoke the assignment first' },
  same_unit: { status: 422, retry: 'no', zh: '须提出另一家单位', en: 'Name another unit' },
  same_case: { status: 422, retry: 'no', zh: '不能并入自身', en: 'A case cannot be merged into itself' },
  until_out_of_range: {
    status: 422,
    retry: 'no',
    zh: '挂账期限须在裁定时限之后、一年之内',
    en: 'The date must lie after the ruling and within a year',
  },
  photo_missing: { status: 422, retry: 'no', zh: '须附照片', en: 'A photo is needed' },
  hazard_stays: { status: 409, retry: 'no', zh: '存在危险的问题不能撤回', en: 'A hazard cannot be withdrawn' },
  text_missing: { status: 422, retry: 'no', zh: '须写明理由或说明', en: 'A reason or explanation is needed' },
  not_verified: { status: 409, retry: 'no', zh: '核查未通过，不能结案', en: 'Not verified, so it cannot be closed' },
  already_so: { status: 409, retry: 'after_change', zh: '已是如此', en: 'Already so' },
  step_switched_off: { status: 409, retry: 'no', zh: '本地模型未启用此步骤', en: 'This step is switched off here' },
  row_missing: { status: 409, retry: 'no', zh: '缺少立案标准', en: 'The standard row is missing' },
  calendar_unpublished: {
    status: 409,
    retry: 'later',
    zh: '工作日历尚未公布到该日期',
    en: 'The working calendar is not published that far',
  },
};

/** Every problem that the server may answer with (RFC 9457); docs/errors.md is written from this. */
export const PROBLEMS = { ...GENERAL, ...CASE_KINDS } satisfies Record<string, ProblemKind>;
export type ProblemCode = keyof typeof PROBLEMS;
export const PROBLEM_CODES = Object.keys(PROBLEMS) as ProblemCode[];

/** True for every refusal of the case machine: each has its own problem. */
export const isCaseRefusal = (code: string): code is CaseRefusal => (CASE_REFUSALS as readonly string[]).includes(code);

/** What may be wrong with a field by its schema, with the `limit` that it goes beyond. `wrong`: of another type or form. */
export const FINDING_KINDS = [
  'missing',
  'too_long',
  'too_short',
  'too_many',
  'too_few',
  'too_great',
  'too_small',
  'wrong',
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** A sentence for people, in the two languages of the product. */
export interface Said {
  readonly zh: string;
  readonly en: string;
}

/** A field that is not valid, as the wire carries it. */
export interface FieldFinding {
  /** JSON pointer. */
  readonly pointer: string;
  /** Where there is a kind, for whoever writes a program against this; otherwise in the language of the request. */
  readonly message: string;
  /** Absent where a rule beyond the schema says no. */
  readonly kind?: FindingKind | undefined;
  readonly limit?: number | undefined;
}

/** The same before it is known in which language it is told. */
export interface FieldFault extends Omit<FieldFinding, 'message'> {
  /** In one language only where nobody but a program can get it wrong. */
  readonly message: string | Said;
}

/** A refusal on its way to the wire. */
export interface Problem {
  readonly code: ProblemCode;
  /** Rule of a SPEC.md that says no. */
  readonly rule?: string;
  readonly detail?: string | Said;
  /** Invalid fields, by JSON pointer. */
  readonly errors?: readonly FieldFault[];
  /** Seconds to wait, for `later`. */
  readonly retryAfterS?: number;
  /** The fresh state, for a conflict. */
  readonly current?: unknown;
}

export const problem = (code: ProblemCode, more: Omit<Problem, 'code'> = {}): Problem => ({ code, ...more });

/** One field is not valid. */
export const invalidField = (pointer: string, message: FieldFault['message']): Problem =>
  problem('validation_failed', { errors: [{ pointer, message }] });

export const saidIn = (text: string | Said, locale: 'zh-CN' | 'en'): string =>
  typeof text === 'string' ? text : locale === 'en' ? text.en : text.zh;
