/**
 * Fills a store with many ended cases over three years and a few thousand open ones, made from real lives: every row is a copy of a case that
 * went through the handlers up to some step, with another place, matter, unit, time and text. Sixty grids, every matter of the catalogue.
 * Of the journal each case has its first and last entry only.
 */
import { indexTerms } from '@gridward/core';
import { say } from './figures.mjs';

const PLACES = [
  '东门路口',
  '菜市场南侧',
  '三号楼前',
  '滨河步道',
  '小学门口',
  '公交站旁',
  '停车场入口',
  '文化广场',
  '石桥头',
  '后巷',
];
const THINGS = [
  '垃圾堆放',
  '井盖缺失',
  '路灯不亮',
  '占道经营',
  '消防通道堵塞',
  '污水外溢',
  '树枝折断',
  '噪音扰民',
  '墙面开裂',
  '飞线充电',
  '共享单车乱停',
  '广告破损',
];
const DETAILS = ['无人清理', '已有三天', '影响通行', '居民多次反映', '夜间更严重', '老人行走不便', '存在安全隐患', '请尽快处理'];
/** Words that one case in so many has, for the searches. */
export const WORDS = { medium: { text: '马蜂窝', oneIn: 1_000 }, rare: { text: '白鹭受困', oneIn: 50_000 } };
const GRIDS_PER_STREET = 29;
const BATCH = 50_000;
const THREE_YEARS_S = 3 * 365 * 86_400;

/** More grids beside the two of the small county. */
async function addGrids(store, world) {
  await store.inTransaction(async (trx) => {
    for (const [parent, name] of [
      ['eastCommunity', '东一'],
      ['westCommunity', '西一'],
    ]) {
      for (let i = 2; i < GRIDS_PER_STREET + 2; i += 1) {
        const code = `99010100${name === '东一' ? 1 : 2}001${String(i).padStart(3, '0')}`;
        await world.app.modules.areas.createArea(trx, {
          parentId: world.areas[parent],
          level: 'grid',
          code,
          name: `${name}第${i}网格`,
        });
      }
    }
  });
}

const termArray = 'array_to_tsvector(array(select jsonb_array_elements_text(terms::jsonb)))';

/** Small tables from which the rows are put together; each has the search terms of its words ready. */
async function addChoices(owner) {
  const texts = PLACES.flatMap((place) => THINGS.flatMap((thing) => DETAILS.map((detail) => `${place}${thing}${detail}`)));
  const wordy = async (table, select, wordsOf) => {
    const rows = (await owner.query(select)).rows;
    await owner.query(
      `create table ${table} (n integer primary key, id uuid, path ltree, row_id uuid, kind text, words text, terms tsvector)`,
    );
    await owner.query(
      `insert into ${table} select n, id, path, row_id, kind, words, ${termArray} from jsonb_to_recordset($1) as given (n integer, id uuid, path ltree, row_id uuid, kind text, words text, terms jsonb)`,
      [JSON.stringify(rows.map((row, n) => ({ ...row, n, words: wordsOf(row), terms: indexTerms(wordsOf(row)) })))],
    );
    return rows.length;
  };
  const areas = await wordy(
    'choice_area',
    `select id, path::text, name from area where level = 'grid' order by path`,
    ({ name }) => name,
  );
  const categories = await wordy(
    'choice_category',
    `select category.id, path::text, kind, name_zh, min(standard_row.id::text) as row_id from category join standard_row on category_id = category.id group by category.id order by path`,
    ({ name_zh: name }) => name,
  );
  const units = await wordy(
    'choice_unit',
    `select id, path::text, name from unit where kind = 'department' order by path`,
    () => '',
  );
  const values = texts.map((text, i) => `(${i}, '${text}')`).join(', ');
  const phrases = await wordy(
    'choice_phrase',
    `select words from (values ${values}) as given (n, words) order by n`,
    ({ words }) => words,
  );
  const extras = await wordy(
    'choice_extra',
    `select words from (values ('${WORDS.medium.text}'), ('${WORDS.rare.text}')) as given (words)`,
    ({ words }) => words,
  );
  return { areas, categories, units, phrases, extras };
}

/** Indexes that are quicker made afterwards. @returns the statements that make them again */
async function dropIndexes(owner) {
  const { rows } = await owner.query(
    `select pg_get_indexdef(indexrelid) as statement, indexrelid::regclass::text as name from pg_index
      where indrelid in ('case_file'::regclass, 'case_search'::regclass, 'case_event'::regclass) and not indisprimary and not indisunique`,
  );
  for (const { name } of rows) await owner.query(`drop index ${name}`);
  return rows.map(({ statement }) => statement);
}

function insertText(columns, count) {
  const sets = {
    // Version 7, as we make them: the time in front, so that neighbours in time are neighbours in the index.
    id: `(lpad(to_hex((extract(epoch from made.at) * 1000)::bigint), 12, '0') || '7' || substr(made.noise, 1, 3) || '8' || substr(made.noise, 4, 15))::uuid`,
    number: `'990101' || to_char(made.at, 'YYYYMMDD') || 'B' || lpad(made.n::text, 8, '0')`,
    description: `phrase.words || coalesce(extra.words, '') || made.n`,
    place: `split_part(phrase.words, ' ', 1)`,
    kind: 'category.kind',
    reported_at: 'made.at',
    changed_at: 'made.at',
    area_id: 'area.id',
    area_path: 'area.path',
    category_id: 'category.id',
    category_path: 'category.path',
    standard_row_id: `case when template.standard_row_id is null then null else category.row_id end`,
    lead_unit_id: `case when template.lead_unit_id is null then null else unit.id end`,
    lead_unit_path: `case when template.lead_unit_id is null then null else unit.path end`,
    position: `point(120 + random() * 0.2, 30 + random() * 0.1)`,
    filed_at: `made.at + (template.filed_at - template.reported_at) * 3600`,
    dispatched_at: `made.at + (template.dispatched_at - template.reported_at) * 7200`,
    handled_at: `made.at + (template.handled_at - template.reported_at) * 86400`,
    ended_at: `case when template.ended_at is null then null else made.at + (1 + random()) * interval '1 day' end`,
    due_at: `case when template.due_at is null then null else now() + (random() * 7 - 2) * interval '1 day' end`,
    remind_at: 'null::timestamptz',
    external_id: 'null',
  };
  const pick = (salt, size) => `(hashint4(made.n + ${salt}) & 2147483647) % ${size}`;
  const list = columns.map((name) => `${sets[name] ?? `template."${name}"`} as "${name}"`).join(', ');
  return `
    with made as (select n, $3::timestamptz + n * $4::double precision * interval '1 second' as at, md5(n::text || random()) as noise from generate_series($1::integer, $2::integer) n),
    whole as materialized (
      select ${list}, phrase.terms || area.terms || category.terms || coalesce(extra.terms, '') as found_terms
        from made
        join choice_phrase phrase on phrase.n = ${pick(1, count.phrases)}
        join choice_area area on area.n = ${pick(2, count.areas)}
        join choice_category category on category.n = ${pick(3, count.categories)}
        join choice_unit unit on unit.n = ${pick(4, count.units)}
        left join choice_extra extra on extra.words = case when made.n % ${WORDS.rare.oneIn} = 7 then '${WORDS.rare.text}' when made.n % ${WORDS.medium.oneIn} = 3 then '${WORDS.medium.text}' end
        cross join (select * from case_file where id = $5) template),
    filed as (insert into case_file (${columns.map((name) => `"${name}"`).join(', ')}) select ${columns.map((name) => `"${name}"`).join(', ')} from whole),
    found as (insert into case_search (case_id, reported_at, area_path, terms) select id, reported_at, area_path, found_terms from whole)
    insert into case_event (case_id, seq, at, verb, from_state, to_state, account_id, facts, hash)
      select id, entry.seq, case when entry.seq = 1 then reported_at else ended_at end, entry.verb, entry.from_state, entry.to_state, entry.account_id, entry.facts, entry.hash
        from whole join case_event entry on entry.case_id = $5 and (entry.seq = 1 or (entry.seq = whole.version and whole.ended_at is not null))`;
}

/** @param ours lives of this store @returns nothing; the store holds `total` ended cases and `open` open ones in every open state more */
export async function fill(store, world, ours, total, open) {
  const { owner } = store;
  say(`filling a store with ${total.toLocaleString('en')} ended and ${open.toLocaleString('en')} open cases`);
  await addGrids(store, world);
  const count = await addChoices(owner);
  const columns = (
    await owner.query(
      `select attname as name from pg_attribute where attrelid = 'case_file'::regclass and attnum > 0 and not attisdropped order by attnum`,
    )
  ).rows.map(({ name }) => name);
  const statement = insertText(columns, count);
  const indexes = await dropIndexes(owner);
  const ended = await ours.live();
  const spacingS = THREE_YEARS_S / total;
  const begin = new Date(Date.now() - THREE_YEARS_S * 1000);
  for (let from = 1; from <= total; from += BATCH) {
    await owner.query(statement, [from, Math.min(from + BATCH - 1, total), begin, spacingS, ended]);
  }
  const perState = Math.ceil(open / ours.stepCount);
  const monthS = 30 * 86_400;
  for (let step = 0; step < ours.stepCount; step += 1) {
    const template = await ours.live(step);
    const first = total + 1 + step * perState;
    const start = new Date(Date.now() - monthS * 1000 - first * (monthS / perState) * 1000);
    await owner.query(statement, [first, first + perState - 1, start, monthS / perState, template]);
  }
  say('making indexes');
  for (const index of indexes) await owner.query(index);
  for (const table of ['choice_area', 'choice_category', 'choice_unit', 'choice_phrase', 'choice_extra'])
    await owner.query(`drop table ${table}`);
  for (const table of ['case_file', 'case_search', 'case_event', 'area']) await owner.query(`vacuum analyze ${table}`);
  await owner.query('checkpoint');
}
