/** Everything that the server logs, by what a reader looks for. The words of each stand under `audit.act`. */
export const AUDIT_ACTIONS = {
  access: [
    'session.sign_in',
    'session.sign_out',
    'account.create',
    'account.update',
    'account.lock',
    'account.password_change',
    'account.second_factor',
  ],
  people: ['person.create', 'person.update', 'post.grant', 'post.end', 'post.take_back', 'role.save', 'access.preview'],
  residents: ['reporter.reveal'],
  exports: ['case.export', 'statistics.export', 'indicators.export', 'handover.export', 'audit.export'],
  places: [
    'area.create',
    'area.update',
    'area.retire',
    'area.set_boundary',
    'unit.create',
    'unit.update',
    'unit.retire',
    'desk.set',
  ],
  rules: [
    'category.create',
    'category.update',
    'category.retire',
    'standard_row.create',
    'standard_row.replace',
    'standard_row.retire',
    'responsibility.create',
    'responsibility.replace',
    'responsibility.end',
    'responsibility.import',
  ],
  settings: [
    'calendar.change',
    'calendar.publish',
    'step_limit.update',
    'labels.update',
    'channel.create',
    'channel.update',
    'gateway.save',
    'case_mapping.save',
    'case_mapping.remove',
    'second_check.share',
    'area.size_norms',
    'base_map.save',
    'outbox.retry',
    'outbox.discard',
    'demonstration.reset',
  ],
} as const satisfies Record<string, readonly string[]>;

export type AuditGroup = keyof typeof AUDIT_ACTIONS;
export const AUDIT_GROUPS = Object.keys(AUDIT_ACTIONS) as AuditGroup[];

export const groupOf = (text: string | undefined): AuditGroup | undefined => AUDIT_GROUPS.find((group) => group === text);
