/** One password for everybody: short enough to type on a phone, and allowed by the password rules. */
export const DEMO_PASSWORD = 'Haidao-2468';

export interface SignInPlan {
  readonly signInName: string;
  readonly role: { readonly zh: string; readonly en: string };
  /** Key of the person in the county's staff. */
  readonly person: string;
}

/** The people through whom a newcomer plays the whole loop, in the order of the loop. */
export const SIGN_INS: readonly SignInPlan[] = [
  { signInName: 'intake', role: { zh: '受理员', en: 'Intake officer' }, person: 'intake.1' },
  { signInName: 'shift', role: { zh: '值班长（立案、结案）', en: 'Shift leader (files and closes)' }, person: 'shift.1' },
  { signInName: 'dispatch', role: { zh: '派遣员', en: 'Dispatcher' }, person: 'dispatch.1' },
  { signInName: 'handle', role: { zh: '处置人员（环卫所）', en: 'Handler (sanitation)' }, person: 'sanitation.1' },
  { signInName: 'handle2', role: { zh: '处置负责人（城管大队）', en: 'Head of a unit (urban management)' }, person: 'urban.1' },
  { signInName: 'verify', role: { zh: '核查员', en: 'Verifier' }, person: 'verification.1' },
  { signInName: 'leader', role: { zh: '领导', en: 'Leader' }, person: 'leader.1' },
  { signInName: 'street', role: { zh: '街道负责人（听涛街道）', en: 'Head of a street office' }, person: 'tingtao.1' },
  { signInName: 'community', role: { zh: '社区工作者（观海社区）', en: 'Community worker' }, person: 'community.guanhai.1' },
  { signInName: 'grid', role: { zh: '网格员（观海第1网格）', en: 'Grid worker' }, person: 'grid.1.worker' },
  { signInName: 'contractor', role: { zh: '承包商（洁海保洁）', en: 'Contractor' }, person: 'cleaning.1' },
  { signInName: 'system', role: { zh: '系统管理员', en: 'System administrator' }, person: 'admin.system' },
  { signInName: 'security', role: { zh: '安全管理员', en: 'Security administrator' }, person: 'admin.security' },
  { signInName: 'audit', role: { zh: '审计管理员', en: 'Audit administrator' }, person: 'admin.audit' },
];
