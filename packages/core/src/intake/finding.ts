/** What can be said of a line of an imported file. Words for people are in both languages. */
export const FINDINGS = {
  encoding_other: {
    severity: 'error',
    zh: '文件编码不是 UTF-8，像是 {value}；请用编码选项指明后重新导入',
    en: 'The file is not UTF-8 but looks like {value}; name the encoding and import again',
  },
  encoding_line: { severity: 'error', zh: '此行不是 {value} 编码，无法读出', en: 'This line is not {value} and cannot be read' },
  file_cut: {
    severity: 'error',
    zh: '此行不完整，文件在此中断',
    en: 'This line is not complete: the file ends in the middle of it',
  },
  no_line_end: {
    severity: 'note',
    zh: '文件末行没有换行，请核对文件是否完整',
    en: 'The last line has no line end; check that the file is complete',
  },
  quote_open: {
    severity: 'error',
    zh: '引号没有配对，此行无法读出',
    en: 'A quotation mark is not closed, so the line cannot be read',
  },
  columns_missing: { severity: 'error', zh: '列数不足（{value}）', en: 'Too few columns ({value})' },
  columns_extra: { severity: 'error', zh: '列数过多（{value}）', en: 'Too many columns ({value})' },
  header_missing: { severity: 'error', zh: '缺少“{column}”列', en: 'Column {column} is missing' },
  header_twice: { severity: 'error', zh: '“{column}”列出现两次', en: 'Column {column} stands there twice' },
  file_empty: { severity: 'error', zh: '文件没有数据', en: 'The file holds no rows' },
  character_invalid: { severity: 'error', zh: '含有无法保存的字符', en: 'Holds a character that cannot be stored' },
  id_missing: { severity: 'error', zh: '缺少编号', en: 'The id is missing' },
  id_twice: { severity: 'error', zh: '编号与第 {other} 行重复', en: 'The id stands on line {other} already' },
  date_missing: { severity: 'error', zh: '缺少日期', en: 'The date is missing' },
  date_impossible: { severity: 'error', zh: '没有这个日期', en: 'There is no such date' },
  date_future: { severity: 'error', zh: '日期在将来', en: 'The date lies in the future' },
  date_only: {
    severity: 'note',
    zh: '文件只有日期没有时刻：按当日零时记',
    en: 'The file has dates without times: taken as midnight of the day',
  },
  outcome_unknown: { severity: 'error', zh: '没有此办理结果', en: 'No such outcome' },
  category_missing: { severity: 'error', zh: '缺少类别', en: 'The category is missing' },
  area_unknown: { severity: 'error', zh: '没有此区域', en: 'No such area' },
  area_missing: { severity: 'note', zh: '没有写明社区，记在上一级区域“{other}”', en: 'No community is given; kept at {other}' },
  area_code_learned: { severity: 'note', zh: '“{other}”的代码由文件补全', en: 'The code of {other} was taken from the file' },
  area_created: { severity: 'note', zh: '新建区域“{value}”', en: 'Area {value} was created' },
  area_other_name: {
    severity: 'warning',
    zh: '区域名称与代码对应的“{other}”不同，以代码为准',
    en: 'The name differs from {other}, which the code stands for; the code counts',
  },
  area_other_parent: {
    severity: 'warning',
    zh: '该社区属“{other}”，与文件所写不同',
    en: 'The community lies in {other}, not where the file says',
  },
  unit_missing: { severity: 'note', zh: '没有写明承办单位', en: 'No handling unit is given' },
  unit_without_id: { severity: 'note', zh: '单位没有编号，以名称为准', en: 'The unit has no id; its name is used' },
  unit_spellings: {
    severity: 'note',
    zh: '同一单位有多种写法：{other}；采用“{value}”',
    en: 'One unit under several spellings: {other}; {value} is used',
  },
  category_spellings: {
    severity: 'note',
    zh: '同一类别有多种写法：{other}；采用“{value}”',
    en: 'One category under several spellings: {other}; {value} is used',
  },
  category_parents: {
    severity: 'note',
    zh: '类别编号 {value} 同时出现在几个上级类别下：{other}',
    en: 'Category id {value} stands under several parents: {other}',
  },
  entity_decoded: { severity: 'note', zh: '名称中的 HTML 字符已还原', en: 'HTML characters in a name were restored' },
  not_accepted: { severity: 'error', zh: '未能写入：{other}', en: 'Could not be written: {other}' },
} as const satisfies Record<string, { severity: 'error' | 'warning' | 'note'; zh: string; en: string }>;

export type FindingCode = keyof typeof FINDINGS;

/** One remark on one line. An error keeps the line out; nothing else does. */
export interface LineFinding {
  /** Line of the file, the header being 1. */
  readonly line: number;
  readonly severity: 'error' | 'warning' | 'note';
  readonly code: FindingCode;
  readonly column: string | null;
  readonly value: string | null;
  readonly zh: string;
  readonly en: string;
}

interface FindingMore {
  readonly column?: string;
  readonly value?: string;
  readonly other?: string;
}

const VALUE_LENGTH = 200;

/** Puts a remark into words. A value is cut, for a broken file may hold very long ones. */
export function finding(line: number, code: FindingCode, { column, value, other }: FindingMore = {}): LineFinding {
  const { severity, zh, en } = FINDINGS[code];
  const shown: Readonly<Record<string, string | undefined>> = { column, value: value?.slice(0, VALUE_LENGTH), other };
  const fill = (text: string): string => text.replace(/\{(\w+)\}/g, (_, name: string) => shown[name] ?? '');
  return { line, severity, code, column: column ?? null, value: shown.value ?? null, zh: fill(zh), en: fill(en) };
}
