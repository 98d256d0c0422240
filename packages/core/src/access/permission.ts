/**
 * Everything that a role may grant, as `noun.verb`. A route, a verb of the case machine and a role name one of these and nothing else.
 * The words are shown to administrators beside each role.
 */
export const PERMISSIONS = {
  'case.read': { zh: '查看案件', en: 'Read cases' },
  'case.report': { zh: '上报案件', en: 'Report cases' },
  'case.intake': { zh: '受理、合并、引导、不予受理', en: 'Accept, merge, redirect or decline reports' },
  'case.pre_check': { zh: '现场核实', en: 'Check a report on site before filing' },
  'case.file': { zh: '立案、作废', en: 'File or void cases' },
  'case.dispatch': { zh: '派遣、确认反馈', en: 'Dispatch cases and confirm results' },
  'case.rule': { zh: '裁定退单、延期、挂账与申诉', en: 'Rule on returns, extensions, deferrals and appeals' },
  'case.handle': { zh: '处置案件', en: 'Handle cases' },
  'case.make_safe': { zh: '先期处置', en: 'Make a hazard safe' },
  'case.check': { zh: '核查', en: 'Check results on site' },
  'case.close': { zh: '结案', en: 'Close cases' },
  'case.force_close': { zh: '强制结案', en: 'Close a case as not solved' },
  'case.reopen': { zh: '代诉求人重开', en: "Reopen a case at the reporter's wish" },
  'case.supervise': { zh: '督办、催办', en: 'Supervise and urge' },
  'case.export': { zh: '导出案件', en: 'Export cases' },
  'reporter.reveal': { zh: '查看诉求人信息（须写明目的）', en: 'Reveal who reported, for a stated purpose' },
  'area.read': { zh: '查看区域与网格', en: 'Read areas and grids' },
  'area.manage': { zh: '管理区域与网格', en: 'Manage areas and grids' },
  'unit.read': { zh: '查看机构与岗位', en: 'Read units and posts' },
  'unit.manage': { zh: '管理机构与岗位', en: 'Manage units and posts' },
  'catalogue.read': { zh: '查看事项与权责清单', en: 'Read the catalogue and responsibility list' },
  'catalogue.manage': {
    zh: '管理事项、时限、日历与权责清单',
    en: 'Manage the catalogue, limits, calendar and responsibility list',
  },
  'import.run': { zh: '导入数据', en: 'Import data' },
  'statistics.read': { zh: '查看统计与评价', en: 'Read statistics and evaluation' },
  'account.manage': { zh: '管理账号', en: 'Manage accounts' },
  'role.manage': { zh: '管理角色与授权', en: 'Manage roles and grants' },
  'audit.read': { zh: '查看审计日志', en: 'Read the audit log' },
  'system.manage': { zh: '查看任务、发件与运行状态', en: 'See jobs, outbox and system health' },
} as const satisfies Record<string, { zh: string; en: string }>;

/** A permission, `noun.verb`. */
export type Permission = keyof typeof PERMISSIONS;

/** The three administrator kinds of 等保 level 3 (standards.md §11); one account can never hold two of them. */
export type AdminKind = 'system' | 'security' | 'audit';

/** What an administrator of each kind may be given; the kinds exclude each other by construction. */
export const ADMIN_PERMISSIONS: Readonly<Record<AdminKind, readonly Permission[]>> = {
  system: [
    'area.read',
    'area.manage',
    'unit.read',
    'unit.manage',
    'catalogue.read',
    'catalogue.manage',
    'import.run',
    'account.manage',
    'system.manage',
  ],
  security: ['area.read', 'unit.read', 'role.manage'],
  audit: ['area.read', 'unit.read', 'audit.read'],
};
