import {
  MARK_RULES,
  MARKS,
  UNIT_OF,
  type CounterCondition,
  type FactCheck,
  type JournalLook,
  type JournalVerb,
  type Mark,
  type MarkRule,
  type Uuid,
} from '@gridward/core';
import { sql, type RawBuilder } from 'kysely';

/** What is measured: a period, and of which cases. `null` selects everything; ids come from trees that are in memory. */
export interface MeasuredFilter {
  readonly from: Date;
  readonly before: Date;
  readonly now: Date;
  readonly reach: MeasuredReach | null;
  readonly areaIds: readonly Uuid[] | null;
  readonly categoryIds: readonly Uuid[] | null;
  readonly channels: readonly string[] | null;
  /** Units, persons and posts for which a thing counts; `[]` asks for what counts for none. */
  readonly unitIds: readonly Uuid[] | null;
  readonly accountIds: readonly Uuid[] | null;
  readonly postIds: readonly Uuid[] | null;
}

/** Where the reader's permission reaches. With `byUnit` only what counts for these units, otherwise also what concerns them. */
export interface MeasuredReach {
  readonly areaPaths: readonly string[];
  readonly unitPaths: readonly string[];
  readonly unitIds: readonly Uuid[];
  readonly byUnit: boolean;
}

type Sql = RawBuilder<unknown>;
const list = (values: readonly string[]): string =>
  `{${values.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
const texts = (values: readonly string[]): Sql => sql`${list(values)}::text[]`;
const uuids = (values: readonly Uuid[]): Sql => sql`${list(values)}::uuid[]`;
/** Words of our own tables of verbs and facts, never a reader's. */
const word = (text: string): Sql => sql.raw(`'${text}'`);
const words = (list: readonly string[]): Sql => sql.raw(list.map((text) => `'${text}'`).join(', '));

const factText = (entry: string, [part, name]: readonly [string, string]): Sql =>
  sql`${sql.ref(`${entry}.facts`)} -> ${word(part)} ->> ${word(name)}`;
const holds = (entry: string, { path, is }: FactCheck): Sql =>
  is === undefined ? sql`${factText(entry, path)} is not null` : sql`coalesce(${factText(entry, path)} = ${word(is)}, false)`;

function finds({ side, verbs, to, fact, until }: JournalLook): Sql {
  const between = side === 'after' ? sql`w.seq > e.seq and w.seq < x.seq` : sql`w.seq < e.seq and w.seq > x.seq`;
  const wall =
    until.length === 0
      ? sql``
      : sql` and not exists (select 1 from case_event w where w.case_id = e.case_id and ${between} and w.verb in (${words(until)}))`;
  return sql`exists (select 1 from case_event x where x.case_id = e.case_id and ${side === 'after' ? sql`x.seq > e.seq` : sql`x.seq < e.seq`}
    and x.verb in (${words(verbs)})${to === undefined ? sql`` : sql` and x.to_state = ${word(to)}`}${fact === undefined ? sql`` : sql` and ${holds('x', fact)}`}${wall})`;
}

function marked(rule: MarkRule): Sql {
  if ('fact' in rule) return holds('e', rule.fact);
  if ('found' in rule) return finds(rule.found);
  if ('notFound' in rule) return sql`not ${finds(rule.notFound)}`;
  if ('channels' in rule) return sql`coalesce(ch.kind in (${words(rule.channels)}), false)`;
  return sql`c.repeat_of is not null`;
}

/** What the columns of the case already settle, so that its journal need not be searched: `when` it holds, the mark is as `holds` says. */
const SETTLED: Readonly<Partial<Record<Mark, { readonly when: Sql; readonly holds: boolean }>>> = {
  first: { when: sql`e.at = c.filed_at`, holds: true },
  valid: { when: sql`c.filed_at is not null`, holds: true },
  voided: { when: sql`c.state <> 'void'`, holds: false },
  sentOn: { when: sql`c.return_count = 0`, holds: false },
  standing: { when: sql`c.rework_count = 0`, holds: true },
  reworked: { when: sql`c.rework_count = 0`, holds: false },
  exempted: { when: sql`c.reopen_count = 0 and c.closed_on_time is distinct from false`, holds: false },
};

function settledOrMarked(mark: Mark, rule: MarkRule): Sql {
  const settled = SETTLED[mark];
  return settled === undefined
    ? marked(rule)
    : sql`case when ${settled.when} then ${sql.raw(String(settled.holds))} else ${marked(rule)} end`;
}

const bitOf = (mark: Mark): number => 1 << MARKS.indexOf(mark);
const maskOf = (marks: readonly Mark[]): number => marks.reduce((mask, mark) => mask | bitOf(mark), 0);
/** The marks of a mask as the database gives it. */
export const marksOf = (mask: number): ReadonlySet<Mark> => new Set(MARKS.filter((mark) => (mask & bitOf(mark)) !== 0));

/** A bit a mark, looked up only for the verbs that may carry it. */
function maskColumn(): Sql {
  const rules: readonly (readonly [Mark, MarkRule])[] = MARKS.map((mark) => [mark, MARK_RULES[mark]]);
  const verbs = [...new Set(rules.flatMap(([, { on }]) => on))];
  const branches = verbs.map((verb) => {
    const bits = rules
      .filter(([, { on }]) => on.includes(verb))
      .map(([mark, rule]) => sql`case when ${settledOrMarked(mark, rule)} then ${sql.raw(String(bitOf(mark)))} else 0 end`);
    return sql`when ${word(verb)} then ${sql.join(bits, sql` + `)}`;
  });
  return sql`case e.verb ${sql.join(branches, sql` `)} else 0 end`;
}

/** The lead at the time of the entry. Only a reopened case may have had another lead when it was closed before. */
const LEAD = sql`case when c.reopen_count = 0 then c.lead_unit_id else coalesce(
  (select (p.facts -> 'set' ->> 'leadUnitId')::uuid from case_event p
    where p.case_id = e.case_id and p.seq <= e.seq and p.facts -> 'set' ->> 'leadUnitId' is not null order by p.seq desc limit 1), c.lead_unit_id) end`;
const verbsOf = (kind: 'told' | 'lead'): Sql =>
  words(Object.entries(UNIT_OF).flatMap(([verb, of]) => (of === kind ? [verb] : [])));
const UNIT = sql`case when e.verb in (${verbsOf('told')}) then (e.facts -> 'told' ->> 'leadUnitId')::uuid when e.verb in (${verbsOf('lead')}) then ${LEAD} else e.owner_unit_id end`;
/** Who holds an open case holds it in the post in which they last did something to it. */
const HOLDING_POST = sql`(select p.post_id from case_event p
  where p.case_id = c.id and p.account_id = c.owner_account_id and p.post_id is not null order by p.seq desc limit 1)`;

/**
 * Everything measured that the filter lets through, one row each: entries of the journal, and what is still open in a case.
 * @param verbs entries that anybody counts; the others are not looked at
 */
export function measuredRows(filter: MeasuredFilter, verbs: readonly (JournalVerb | 'open')[]): Sql {
  const journal = sql`
    select e.case_id, e.seq, e.at, e.verb, e.step, e.step_on_time as on_time, e.account_id, e.post_id, ${UNIT} as unit_id,
           c.area_id, c.category_id, c.source_channel as channel, c.area_path, c.owner_unit_path, c.lead_unit_path, c.supporting_unit_ids,
           ${maskColumn()} as mask
      from case_event e join case_file c on c.id = e.case_id left join channel ch on ch.id = c.source_channel
     where e.at >= ${filter.from} and e.at < ${filter.before} and e.verb in (${words(verbs.filter((verb) => verb !== 'open'))}) and ${ofCase(filter)}`;
  const placedAt = sql`case when c.due_at >= ${filter.now} then c.clock_started_at else c.due_at end`;
  const open = sql`
    select c.id, c.version, ${placedAt}, 'open', c.clock_kind, c.due_at >= ${filter.now}, c.owner_account_id, ${HOLDING_POST},
           coalesce(c.lead_unit_id, c.owner_unit_id), c.area_id, c.category_id, c.source_channel, c.area_path, c.owner_unit_path,
           c.lead_unit_path, c.supporting_unit_ids, 0
      from case_file c
     where c.ended_at is null and ${placedAt} >= ${filter.from} and ${placedAt} < ${filter.before} and ${ofCase(filter)}`;
  const parts = [...(verbs.some((verb) => verb !== 'open') ? [journal] : []), ...(verbs.includes('open') ? [open] : [])];
  return sql`select * from (${sql.join(parts, sql` union all `)}) measured (case_id, seq, at, verb, step, on_time, account_id, post_id, unit_id,
    area_id, category_id, channel, area_path, owner_unit_path, lead_unit_path, supporting_unit_ids, mask) where ${ofSubject(filter)}`;
}

/** Conditions on the case itself, asked before anything is looked up. */
function ofCase({ areaIds, categoryIds, channels }: MeasuredFilter): Sql {
  const conditions = [sql`true`];
  if (areaIds !== null) conditions.push(sql`c.area_id = any(${uuids(areaIds)})`);
  if (categoryIds !== null) conditions.push(sql`c.category_id = any(${uuids(categoryIds)})`);
  if (channels !== null) conditions.push(sql`c.source_channel = any(${texts(channels)})`);
  return sql.join(conditions, sql` and `);
}

/** Conditions on whom a thing counts for. */
function ofSubject({ reach, unitIds, accountIds, postIds }: MeasuredFilter): Sql {
  const conditions = [sql`true`];
  const among = (column: string, ids: readonly Uuid[]): Sql =>
    ids.length === 0 ? sql`${sql.ref(column)} is null` : sql`${sql.ref(column)} = any(${uuids(ids)})`;
  if (unitIds !== null) conditions.push(among('unit_id', unitIds));
  if (accountIds !== null) conditions.push(among('account_id', accountIds));
  if (postIds !== null) conditions.push(among('post_id', postIds));
  if (reach !== null) conditions.push(within(reach));
  return sql.join(conditions, sql` and `);
}

function within({ areaPaths, unitPaths, unitIds, byUnit }: MeasuredReach): Sql {
  const area = sql`area_path <@ ${list(areaPaths)}::ltree[]`;
  const unit = byUnit
    ? sql`unit_id = any(${uuids(unitIds)})`
    : sql`owner_unit_path <@ ${list(unitPaths)}::ltree[] or lead_unit_path <@ ${list(unitPaths)}::ltree[] or supporting_unit_ids && ${uuids(unitIds)}`;
  return sql`(${area} or ${unit})`;
}

/** Does a measured row meet the condition? The same as `meets` of the domain. */
export function meetsSql({ verbs, steps, onTime, has = [], lacks = [] }: CounterCondition): Sql {
  const conditions = [sql`verb in (${words(verbs)})`];
  if (steps !== undefined) conditions.push(sql`step in (${words(steps)})`);
  if (onTime !== undefined) conditions.push(sql`on_time = ${onTime}`);
  if (has.length > 0) conditions.push(sql`mask & ${sql.raw(String(maskOf(has)))} = ${sql.raw(String(maskOf(has)))}`);
  if (lacks.length > 0) conditions.push(sql`mask & ${sql.raw(String(maskOf(lacks)))} = 0`);
  return sql`coalesce(${sql.join(conditions, sql` and `)}, false)`;
}
