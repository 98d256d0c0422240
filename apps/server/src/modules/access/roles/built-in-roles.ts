import { ADMIN_PERMISSIONS, type AdminKind, type Permission } from '@gridward/core';

/** A role that every deployment begins with. Names and permissions may be changed there; its kind may not. */
export interface BuiltInRole {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly adminKind: AdminKind | null;
  readonly permissions: readonly Permission[];
}

/** What everybody on the staff may look at, within the reach of their posts. */
const STAFF: readonly Permission[] = ['case.read', 'area.read', 'unit.read', 'catalogue.read'];

const staff = (id: string, zh: string, en: string, ...permissions: Permission[]): BuiltInRole => ({
  id,
  zh,
  en,
  adminKind: null,
  permissions: [...STAFF, ...permissions],
});
const admin = (adminKind: AdminKind, zh: string, en: string): BuiltInRole => ({
  id: `${adminKind}_admin`,
  zh,
  en,
  adminKind,
  permissions: ADMIN_PERMISSIONS[adminKind],
});

/** The roles of standards.md §3.8 and of the grid; who handles never checks or closes, who appraises reads figures only. */
export const BUILT_IN_ROLES: readonly BuiltInRole[] = [
  staff('intake_officer', '受理员', 'Intake officer', 'case.report', 'case.intake', 'case.reopen', 'reporter.reveal'),
  staff(
    'shift_leader',
    '值班长',
    'Shift leader',
    'case.report',
    'case.intake',
    'case.file',
    'case.close',
    'case.supervise',
    'case.export',
    'reporter.reveal',
    'statistics.read',
  ),
  staff('dispatcher', '派遣员', 'Dispatcher', 'case.dispatch', 'case.rule'),
  staff('unit_staff', '处置人员', 'Handler', 'case.handle', 'case.make_safe'),
  staff('unit_lead', '承办单位负责人', 'Head of a handling unit', 'case.handle', 'case.make_safe', 'statistics.read'),
  staff('verifier', '核查员', 'Verifier', 'case.report', 'case.pre_check', 'case.check'),
  staff('grid_worker', '网格员', 'Grid worker', 'case.report', 'case.pre_check', 'case.make_safe'),
  staff('leader', '领导', 'Leader', 'case.supervise', 'case.force_close', 'case.export', 'statistics.read'),
  staff('community_worker', '社区工作者', 'Community worker', 'case.report', 'case.pre_check', 'case.make_safe', 'case.handle'),
  staff('contractor', '承包单位', 'Contractor', 'case.handle', 'case.make_safe'),
  staff('clerk', '信息员', 'Clerk', 'case.report', 'case.reopen'),
  staff('mediator', '调解员', 'Mediator', 'case.report'),
  staff('assessor', '考核员', 'Assessor', 'statistics.read'),
  admin('system', '系统管理员', 'System administrator'),
  admin('security', '安全管理员', 'Security administrator'),
  admin('audit', '审计管理员', 'Audit administrator'),
];
