/** One record of a delimited file with the line on which it begins, or why there is none on that line. */
export type TableRecord =
  | { readonly line: number; readonly fields: readonly string[] }
  | { readonly line: number; readonly broken: 'encoding_line' | 'quote_open' | 'file_cut' };

/** The physical lines of a file; `null` where the bytes are no text of the file's encoding. */
export interface PhysicalLines {
  readonly lines: readonly (string | null)[];
  /** Does the last line have its line end? */
  readonly ended: boolean;
}

/** A quoted field may run over so many lines; a stray quotation mark must not swallow a file. */
const MAX_LINES_OF_FIELD = 200;

/**
 * Reads records of a delimited file (RFC 4180, quotes doubled). Written here because of what it does with broken files: a line that cannot
 * be read is reported and reading goes on with the next *line*, so that a stray quotation mark, a foreign byte or a cut end costs that line
 * and no other. Empty lines are passed over.
 */
export function readRecords({ lines, ended }: PhysicalLines, delimiter: string): TableRecord[] {
  const records: TableRecord[] = [];
  let width: number | undefined;
  let next = 0;
  while (next < lines.length) {
    const at = next;
    const text = lines[at];
    next = at + 1;
    if (text === '') continue;
    if (text === null || text === undefined) {
      records.push({ line: at + 1, broken: next === lines.length && !ended ? 'file_cut' : 'encoding_line' });
      continue;
    }
    const found = text.includes('"') ? readQuoted(lines, at, delimiter) : { fields: text.split(delimiter), lines: 1 };
    const spansWrongly = found !== null && found.lines > 1 && width !== undefined && found.fields.length !== width;
    if (found === null || spansWrongly) {
      records.push({ line: at + 1, broken: at + 1 === lines.length && !ended ? 'file_cut' : 'quote_open' });
      continue;
    }
    width ??= found.fields.length;
    next = at + found.lines;
    const cut = next === lines.length && !ended && found.fields.length < width;
    records.push(cut ? { line: at + 1, broken: 'file_cut' } : { line: at + 1, fields: found.fields });
  }
  return records;
}

/** `null` when a quotation mark is not closed, or closed in the middle of a field. */
function readQuoted(
  lines: readonly (string | null)[],
  from: number,
  delimiter: string,
): { fields: string[]; lines: number } | null {
  const fields: string[] = [];
  let text = lines[from] ?? '';
  let used = 1;
  let at = 0;
  for (;;) {
    if (text[at] !== '"') {
      const end = text.indexOf(delimiter, at);
      fields.push(end < 0 ? text.slice(at) : text.slice(at, end));
      if (end < 0) return { fields, lines: used };
      at = end + 1;
      continue;
    }
    let close = closing(text, at + 1);
    while (close < 0) {
      const more = lines[from + used];
      if (more === null || more === undefined || used >= MAX_LINES_OF_FIELD) return null;
      used += 1;
      const rest = text.slice(at);
      const start = rest.length + 1;
      text = `${rest}\n${more}`;
      at = 0;
      close = closing(text, start);
    }
    fields.push(text.slice(at + 1, close).replaceAll('""', '"'));
    if (close + 1 === text.length) return { fields, lines: used };
    if (text[close + 1] !== delimiter) return null;
    at = close + 2;
  }
}

/** Index of the quotation mark that closes a field, from `at` on; -1 when there is none. */
function closing(text: string, at: number): number {
  for (let quote = text.indexOf('"', at); quote >= 0; quote = text.indexOf('"', quote + 2)) {
    if (text[quote + 1] !== '"') return quote;
  }
  return -1;
}

const DELIMITERS = [',', '\t', ';'] as const;

/** The delimiter that parts the header into most columns. */
export function delimiterOf(header: string): string {
  const counts = DELIMITERS.map((delimiter) => ({ delimiter, count: header.split(delimiter).length }));
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).delimiter;
}
