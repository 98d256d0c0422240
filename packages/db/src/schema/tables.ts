// Written by tools/table-types.mjs from the migrated database; an integration test compares the two.
import type { Generated, GeneratedAlways } from 'kysely';
import type { Json, JsonWithDefault, Point, Timestamp } from './column.ts';

/** A way for one person to sign in. */
export interface AccountTable {
  id: string;
  sign_in_name: string;
  person_id: string;
  password_hash: string;
  password_changed_at: Timestamp;
  must_change_password: Generated<boolean>;
  totp_secret: Buffer | null;
  totp_confirmed_at: Timestamp | null;
  totp_last_step: number | null;
  failed_attempts: Generated<number>;
  locked_until: Timestamp | null;
  disabled_at: Timestamp | null;
  last_sign_in_at: Timestamp | null;
  locale: Generated<string>;
  created_at: Timestamp;
  version: Generated<number>;
}

/** The one tree of areas, from county to building; every department uses these. */
export interface AreaTable {
  id: string;
  ordinal: GeneratedAlways<number>;
  parent_id: string | null;
  path: string;
  level: 'province' | 'city' | 'county' | 'township' | 'station' | 'community' | 'grid' | 'micro_grid' | 'building';
  grid_kind: 'basic' | 'dedicated' | 'road' | 'site' | 'sea' | null;
  code: string | null;
  code_system: Generated<string>;
  name: string;
  alias: Generated<string[]>;
  owner_unit_id: string | null;
  household_count: number | null;
  population: number | null;
  counted_on: string | null;
  profile: JsonWithDefault;
  valid_from: Timestamp;
  valid_to: Timestamp | null;
  demo: Generated<boolean>;
  version: Generated<number>;
}

/** Dated boundary versions; the past is never rewritten. */
export interface AreaBoundaryTable {
  id: string;
  area_id: string;
  version_number: number;
  geometry: Json;
  extent: string;
  representative: Point;
  area_m2: number;
  provisional: Generated<boolean>;
  source: string;
  valid_from: Timestamp;
  valid_to: Timestamp | null;
  created_at: Timestamp;
  created_by: string | null;
}

/** Photos of a case, re-encoded and screened before a handler sees them. */
export interface AttachmentTable {
  id: string;
  case_id: string | null;
  purpose: 'report' | 'pre_check' | 'before' | 'after' | 'evidence' | 'check' | 'message';
  sha256: Buffer;
  preview_sha256: Buffer | null;
  original_sha256: Buffer | null;
  mime: string;
  bytes: number;
  width: number | null;
  height: number | null;
  taken_at: Timestamp | null;
  position: Point | null;
  screening: 'waiting' | 'clear' | 'masked' | 'failed';
  uploaded_at: Timestamp;
  uploaded_by: string | null;
  expires_at: Timestamp | null;
}

/** Append-only, hash-chained: sign-ins, grants, settings, reveals of personal data. */
export interface AuditLogTable {
  seq: number;
  at: Timestamp;
  account_id: string | null;
  action: string;
  object_kind: string | null;
  object_id: string | null;
  outcome: 'done' | 'refused';
  address: string | null;
  request_id: string | null;
  detail: Json;
  previous_hash: Buffer;
  hash: Buffer;
}

/** Statutory holidays and make-up workdays. */
export interface CalendarDayTable {
  calendar_id: string;
  day: string;
  kind: 'holiday' | 'workday';
  name_zh: string;
  name_en: string | null;
}

/** The journal: append-only, hash-chained per case, enough to rebuild the case. */
export interface CaseEventTable {
  case_id: string;
  seq: number;
  at: Timestamp;
  verb: string;
  from_state: string | null;
  to_state: string;
  account_id: string | null;
  post_id: string | null;
  unit_id: string | null;
  owner_unit_id: string | null;
  step: string | null;
  step_due_at: Timestamp | null;
  step_on_time: boolean | null;
  command_id: string | null;
  facts: Json;
  previous_hash: Buffer | null;
  hash: Buffer;
}

/** The case as it stands: one accountable owner and one clock until an end state. */
export interface CaseFileTable {
  id: string;
  number: string;
  state: string;
  kind: 'event' | 'component' | 'service';
  historical: Generated<boolean>;
  urgency: Generated<'normal' | 'urgent' | 'critical'>;
  hazard: Generated<boolean>;
  request_kind: string | null;
  description: string;
  place: Generated<string>;
  position: Point | null;
  area_id: string;
  area_path: string;
  category_id: string;
  category_path: string;
  standard_row_id: string | null;
  component_code: string | null;
  source_channel: string;
  external_source: string | null;
  external_id: string | null;
  import_id: string | null;
  reported_at: Timestamp;
  reported_by: string | null;
  sealed_reporter: Generated<boolean>;
  owner_duty: 'intake' | 'dispatch' | 'verification' | 'handling' | null;
  owner_unit_id: string | null;
  owner_unit_path: string | null;
  owner_account_id: string | null;
  clock_kind: string | null;
  clock_started_at: Timestamp | null;
  clock_unit: string | null;
  clock_limit_ms: number | null;
  clock_used_ms: number | null;
  due_at: Timestamp | null;
  remind_at: Timestamp | null;
  breach_marked_at: Timestamp | null;
  lead_unit_id: string | null;
  lead_unit_path: string | null;
  supporting_unit_ids: Generated<string[]>;
  filed_at: Timestamp | null;
  dispatched_at: Timestamp | null;
  handled_at: Timestamp | null;
  handling_due_at: Timestamp | null;
  overdue_at: Timestamp | null;
  ended_at: Timestamp | null;
  closed_on_time: boolean | null;
  closure_kind: string | null;
  verified_solved: boolean | null;
  open_request: string | null;
  request_due_at: Timestamp | null;
  merged_into: string | null;
  repeat_of: string | null;
  rework_count: Generated<number>;
  return_count: Generated<number>;
  reopen_count: Generated<number>;
  body: Json;
  model_version: string | null;
  demo: Generated<boolean>;
  changed_at: Timestamp;
  version: number;
}

/** Cases that belong together. */
export interface CaseLinkTable {
  case_id: string;
  other_case_id: string;
  kind: 'duplicate' | 'related' | 'reopens';
  at: Timestamp;
  account_id: string | null;
}

/** How one person likes their case list: the view it opens with and the columns of each view. */
export interface CaseListChoiceTable {
  account_id: string;
  default_view_id: string | null;
  columns: JsonWithDefault;
}

/** Conversation with the reporter through the platform, numbers masked. */
export interface CaseMessageTable {
  id: string;
  case_id: string;
  direction: 'to_reporter' | 'from_reporter' | 'note';
  body: string;
  account_id: string | null;
  unit_id: string | null;
  at: Timestamp;
  asks: Generated<boolean>;
}

/** Who has a case open right now, so that two people see each other; rows live about a minute: no record of work. */
export interface CasePresenceTable {
  case_id: string;
  account_id: string;
  doing: 'reading' | 'writing';
  verb: string | null;
  seen_at: Timestamp;
}

/** Words and character pairs of a case, for full-text search. */
export interface CaseSearchTable {
  case_id: string;
  reported_at: Timestamp;
  area_path: string;
  terms: string;
}

/** A saved view of the case list: filters and columns, of one person, perhaps shared with a unit or an area. */
export interface CaseViewTable {
  id: string;
  account_id: string;
  name: string;
  filters: Json;
  columns: string[];
  shared_with: Generated<'none' | 'unit' | 'area'>;
  unit_id: string | null;
  area_id: string | null;
  position: number;
  version: Generated<number>;
  created_at: Timestamp;
  changed_at: Timestamp;
  deleted_at: Timestamp | null;
}

/** Events, components and service matters as one versioned tree. */
export interface CategoryTable {
  id: string;
  ordinal: GeneratedAlways<number>;
  code_system: string;
  code: string;
  parent_id: string | null;
  path: string;
  level: number;
  kind: 'event' | 'component' | 'service';
  name_zh: string;
  name_en: string | null;
  names_seen: Generated<string[]>;
  pinyin: Generated<string>;
  extension: Generated<boolean>;
  assist_only: Generated<boolean>;
  hazard: Generated<boolean>;
  emergency_line: '110' | '119' | '120' | '122' | null;
  collection: Json | null;
  qualification: string | null;
  leaf: Generated<boolean>;
  valid_from: string;
  valid_to: string | null;
  version: Generated<number>;
}

/** One code system told in the words of another. */
export interface CategoryMappingTable {
  from_category_id: string;
  to_category_id: string;
  note: string | null;
}

/** Where reports come from. */
export interface ChannelTable {
  id: string;
  name_zh: string;
  name_en: string;
  kind:
    | 'patrol'
    | 'resident'
    | 'hotline'
    | 'desk'
    | 'visit'
    | 'property'
    | 'sensor'
    | 'media'
    | 'superior'
    | 'department'
    | 'other';
  adapter: string | null;
  settings: JsonWithDefault;
  active: Generated<boolean>;
  version: Generated<number>;
}

/** Where category codes come from, with version and source. */
export interface CodeSystemTable {
  id: string;
  name_zh: string;
  name_en: string;
  version: string;
  source: string;
}

/** Commands already carried out, so that every write is safe to repeat. */
export interface CommandTable {
  id: string;
  account_id: string | null;
  route: string;
  request_hash: Buffer;
  object_id: string | null;
  response: Json | null;
  at: Timestamp;
}

/** Looks at deferred cases: whether the exit condition holds by now, and when somebody looks again. */
export interface DeferralReviewTable {
  id: string;
  case_id: string;
  reviewed_at: Timestamp;
  reviewed_by: string | null;
  finding: string;
  condition_met: boolean;
  next_review_at: Timestamp;
}

/** How often a unit handled a matter in an area: what suggestions learn from. */
export interface DispatchHistoryTable {
  category_id: string;
  area_id: string;
  unit_id: string;
  case_count: number;
  last_at: Timestamp;
}

/** Which unit answers for a step in an area; the nearest area above wins, the root must be complete. */
export interface DutyDeskTable {
  id: string;
  duty: 'intake' | 'dispatch' | 'verification' | 'fallback' | 'leader';
  area_id: string;
  unit_id: string;
  valid_from: Timestamp;
  valid_to: Timestamp | null;
}

/** The morning hand-over of a place: the day before in figures, remarks and points, signed by who goes and confirmed by who comes. */
export interface HandoverTable {
  id: string;
  area_id: string;
  work_on: string;
  facts: Json | null;
  remarks: Generated<string>;
  points: JsonWithDefault;
  written_by: string | null;
  outgoing_by: string | null;
  outgoing_name: string | null;
  outgoing_at: Timestamp | null;
  incoming_by: string | null;
  incoming_name: string | null;
  incoming_at: Timestamp | null;
  changed_at: Timestamp;
  version: number;
}

/** What an import says of a line. */
export interface ImportFindingTable {
  import_id: string;
  line: number;
  ordinal: number;
  severity: 'error' | 'warning' | 'note';
  code: string;
  column_name: string | null;
  value: string | null;
  message_zh: string;
  message_en: string;
}

/** Imports with their progress, so that one can be stopped, resumed and repeated. */
export interface ImportRunTable {
  id: string;
  kind: 'areas' | 'units' | 'cases' | 'catalogue' | 'responsibility' | 'landmarks';
  mode: string;
  file_name: string;
  file_sha256: Buffer;
  mapping: Json;
  state: 'previewed' | 'running' | 'done' | 'failed' | 'cancelled';
  line_count: Generated<number>;
  lines_done: Generated<number>;
  lines_new: Generated<number>;
  lines_known: Generated<number>;
  lines_failed: Generated<number>;
  report: JsonWithDefault;
  started_by: string | null;
  started_at: Timestamp;
  changed_at: Timestamp;
  ended_at: Timestamp | null;
}

/** Our own addresses and landmarks with their positions, to find a place by name, initials or house number. */
export interface LandmarkTable {
  id: string;
  kind: 'address' | 'landmark';
  code: string | null;
  name: string;
  alias: Generated<string[]>;
  name_key: string;
  initials: string;
  terms: string;
  area_id: string;
  area_path: string;
  position: Point;
  source: string;
  valid_from: Timestamp;
  valid_to: Timestamp | null;
  demo: Generated<boolean>;
  version: Generated<number>;
}

/** Reminders and breaches, shown to a person or a unit. */
export interface NoticeTable {
  id: string;
  account_id: string | null;
  unit_id: string | null;
  case_id: string | null;
  kind: string;
  facts: Json;
  at: Timestamp;
  read_at: Timestamp | null;
}

/** Side effects that commit with the write and are delivered afterwards. */
export interface OutboxTable {
  id: string;
  topic: string;
  object_id: string | null;
  payload: Json;
  created_at: Timestamp;
  due_at: Timestamp;
  attempts: Generated<number>;
  last_error: string | null;
  delivered_at: Timestamp | null;
  dead_at: Timestamp | null;
}

/** What was sent, or captured instead of sent in demonstration mode. */
export interface OutgoingMessageTable {
  id: string;
  channel: 'sms' | 'email' | 'webhook' | 'letter';
  address: Buffer | null;
  address_masked: string;
  body: string;
  case_id: string | null;
  state: 'captured' | 'sent' | 'failed';
  at: Timestamp;
  detail: string | null;
}

/** Earlier password hashes, so that none is used again soon. */
export interface PasswordHistoryTable {
  account_id: string;
  changed_at: Timestamp;
  password_hash: string;
}

/** Staff and helpers: work data only, never a private record. */
export interface PersonTable {
  id: string;
  name: string;
  work_phone: string | null;
  work_email: string | null;
  number: string | null;
  demo: Generated<boolean>;
  created_at: Timestamp;
  version: Generated<number>;
}

/** A role given to a person at a unit or area for a period; a grid has one answerable leader at any instant. */
export interface PostTable {
  id: string;
  person_id: string;
  role_id: string;
  unit_id: string | null;
  area_id: string | null;
  team_role:
    | 'leader'
    | 'deputy'
    | 'adviser'
    | 'sponsor'
    | 'worker'
    | 'police'
    | 'medic'
    | 'teacher'
    | 'mediator'
    | 'volunteer'
    | 'property'
    | 'member'
    | null;
  title: string | null;
  substitute_for: string | null;
  valid_from: Timestamp;
  valid_to: Timestamp | null;
  created_at: Timestamp;
  created_by: string | null;
  version: Generated<number>;
}

/** Who reported, encrypted and apart from the case; handlers never see it. */
export interface ReporterVaultTable {
  case_id: string;
  name: Buffer | null;
  phone: Buffer | null;
  phone_index: Buffer | null;
  address: Buffer | null;
  original_text: Buffer | null;
  reply_channel: 'none' | 'sms' | 'call' | 'visit' | 'letter';
  confidential: Generated<boolean>;
  token_hash: Buffer | null;
  purpose: string;
  legal_basis: string;
  notice_version: string;
  created_at: Timestamp;
  expires_at: Timestamp;
}

/** Matter, area and component owner to lead and supporting units, with legal basis and dates. */
export interface ResponsibilityTable {
  id: string;
  category_id: string;
  area_id: string | null;
  component_owner_id: string | null;
  lead_unit_id: string;
  supporting_unit_ids: Generated<string[]>;
  legal_basis: string | null;
  origin: 'list' | 'ruling' | 'learned';
  precedent_case_id: string | null;
  valid_from: string;
  valid_to: string | null;
  version: Generated<number>;
}

/** Every look into the vault, with its purpose; the reporter may read it. */
export interface RevealTable {
  id: string;
  case_id: string;
  account_id: string;
  post_id: string | null;
  fields: string[];
  purpose: string;
  at: Timestamp;
}

/** A named set of permissions; the three administrator kinds exclude each other. */
export interface RoleTable {
  id: string;
  name_zh: string;
  name_en: string;
  admin_kind: 'system' | 'security' | 'audit' | null;
  permissions: string[];
  built_in: Generated<boolean>;
  version: Generated<number>;
}

/** Closed cases drawn by chance to be looked at once more, by somebody who had no part in them. */
export interface SecondCheckTable {
  id: string;
  case_id: string;
  drawn_for: string;
  drawn_at: Timestamp;
  desk_unit_id: string;
  due_at: Timestamp;
  holds: boolean | null;
  finding: string | null;
  checked_at: Timestamp | null;
  checked_by: string | null;
}

/** Signed-in sessions; the token itself is never stored, only its hash. */
export interface SessionTable {
  id_hash: Buffer;
  account_id: string;
  csrf_token: string;
  second_factor_at: Timestamp | null;
  created_at: Timestamp;
  last_seen_at: Timestamp;
  expires_at: Timestamp;
  address: string | null;
  user_agent: string | null;
}

/** Settings of this deployment: jurisdiction, governance model, demonstration mode. */
export interface SettingTable {
  key: string;
  value: Json;
  changed_at: Timestamp;
  changed_by: string | null;
  version: Generated<number>;
}

/** Filing condition, limit and closing condition of a category. */
export interface StandardRowTable {
  id: string;
  category_id: string;
  ordinal: number;
  filing_zh: string;
  filing_en: string | null;
  closing_zh: string;
  closing_en: string | null;
  limit_value: number;
  limit_unit: 'UM' | 'UH' | 'WH' | 'WD' | 'UD';
  limit_raw: string | null;
  hazard: Generated<boolean>;
  make_safe_value: number | null;
  make_safe_unit: 'UM' | 'UH' | 'WH' | 'WD' | 'UD' | null;
  area_level: string | null;
  urgency: string | null;
  milestones: Json | null;
  law: string | null;
  valid_from: string;
  valid_to: string | null;
  version: Generated<number>;
}

/** How long each desk may take. */
export interface StepLimitTable {
  step: string;
  value: number;
  unit: 'UM' | 'UH' | 'WH' | 'WD' | 'UD';
  source: string;
  version: Generated<number>;
}

/** Where the unit that a dispatcher chose stood among the suggestions, judged before anything was learned from the case. */
export interface SuggestionJudgementTable {
  case_id: string;
  seq: number;
  at: Timestamp;
  unit_id: string;
  learned_place: number | null;
  learned_count: number;
  shown_place: number | null;
  shown_reason: 'responsibility' | 'ruling' | 'learned' | 'fallback';
}

/** Orders of a leader on a case, each with a deadline and a duty to reply. */
export interface SupervisionOrderTable {
  id: string;
  case_id: string;
  ordered_by: string;
  ordered_at: Timestamp;
  unit_id: string;
  text: string;
  due_at: Timestamp;
  replied_at: Timestamp | null;
  replied_by: string | null;
  reply: string | null;
  remind_at: Timestamp | null;
  escalated_at: Timestamp | null;
  attachment_ids: Generated<string[]>;
  settled_at: Timestamp | null;
  settled_by: string | null;
  follows: string | null;
}

/** Units as one tree: centres, departments, stations, contractors. */
export interface UnitTable {
  id: string;
  ordinal: GeneratedAlways<number>;
  parent_id: string | null;
  path: string;
  kind:
    | 'government'
    | 'centre'
    | 'department'
    | 'subdistrict'
    | 'station'
    | 'committee'
    | 'contractor'
    | 'property'
    | 'organisation'
    | 'other';
  code: string | null;
  name: string;
  short_name: string | null;
  area_id: string | null;
  external_ids: JsonWithDefault;
  names_seen: Generated<string[]>;
  capacity_open: number | null;
  valid_from: Timestamp;
  valid_to: Timestamp | null;
  demo: Generated<boolean>;
  version: Generated<number>;
}

/** Working periods and the last date for which holidays are published. */
export interface WorkCalendarTable {
  id: string;
  time_zone: string;
  periods: Json;
  published_from: string;
  published_until: string;
  version: Generated<number>;
}

/** Every table of one jurisdiction. */
export interface Database {
  account: AccountTable;
  area: AreaTable;
  area_boundary: AreaBoundaryTable;
  attachment: AttachmentTable;
  audit_log: AuditLogTable;
  calendar_day: CalendarDayTable;
  case_event: CaseEventTable;
  case_file: CaseFileTable;
  case_link: CaseLinkTable;
  case_list_choice: CaseListChoiceTable;
  case_message: CaseMessageTable;
  case_presence: CasePresenceTable;
  case_search: CaseSearchTable;
  case_view: CaseViewTable;
  category: CategoryTable;
  category_mapping: CategoryMappingTable;
  channel: ChannelTable;
  code_system: CodeSystemTable;
  command: CommandTable;
  deferral_review: DeferralReviewTable;
  dispatch_history: DispatchHistoryTable;
  duty_desk: DutyDeskTable;
  handover: HandoverTable;
  import_finding: ImportFindingTable;
  import_run: ImportRunTable;
  landmark: LandmarkTable;
  notice: NoticeTable;
  outbox: OutboxTable;
  outgoing_message: OutgoingMessageTable;
  password_history: PasswordHistoryTable;
  person: PersonTable;
  post: PostTable;
  reporter_vault: ReporterVaultTable;
  responsibility: ResponsibilityTable;
  reveal: RevealTable;
  role: RoleTable;
  second_check: SecondCheckTable;
  session: SessionTable;
  setting: SettingTable;
  standard_row: StandardRowTable;
  step_limit: StepLimitTable;
  suggestion_judgement: SuggestionJudgementTable;
  supervision_order: SupervisionOrderTable;
  unit: UnitTable;
  work_calendar: WorkCalendarTable;
}
