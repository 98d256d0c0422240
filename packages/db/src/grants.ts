/** What the application role may do with a table. */
export type Privilege = 'select' | 'insert' | 'update' | 'delete';

const full: readonly Privilege[] = ['select', 'insert', 'update', 'delete'];
const appendOnly: readonly Privilege[] = ['select', 'insert'];

/** Every table with the privileges of the application role. Journals are append-only here: that is what makes them trustworthy. */
export const grants: Readonly<Record<string, readonly Privilege[]>> = {
  account: full,
  area: full,
  area_boundary: full,
  attachment: full,
  audit_log: appendOnly,
  calendar_day: full,
  case_event: appendOnly,
  case_file: full,
  case_link: full,
  case_message: full,
  case_search: full,
  category: full,
  category_mapping: full,
  channel: full,
  code_system: full,
  command: full,
  dispatch_history: full,
  duty_desk: full,
  import_finding: full,
  import_run: full,
  notice: full,
  outbox: full,
  outgoing_message: full,
  password_history: full,
  person: full,
  post: full,
  reporter_vault: full,
  responsibility: full,
  reveal: appendOnly,
  role: full,
  schema_migration: ['select'],
  session: full,
  setting: full,
  standard_row: full,
  step_limit: full,
  supervision_order: full,
  unit: full,
  work_calendar: full,
};
