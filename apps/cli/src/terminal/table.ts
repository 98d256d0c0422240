/** A cell of a table or a CSV file. */
export type Cell = string | number | null;

/** Columns that a terminal gives a text: Chinese characters and full-width signs take two. */
export const widthOf = (text: string): number =>
  Array.from(text).reduce((width, character) => width + (WIDE.test(character) ? 2 : 1), 0);
const WIDE = /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;

const textOf = (cell: Cell | undefined): string => (cell === null || cell === undefined ? '' : String(cell));

/** A table for reading: numbers to the right, words to the left, no line longer than its content. */
export function toTable(headings: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const widths = headings.map((heading, at) => Math.max(widthOf(heading), ...rows.map((row) => widthOf(textOf(row[at])))));
  const isNumber = headings.map((_, at) => rows.length > 0 && rows.every((row) => typeof row[at] === 'number'));
  const line = (cells: readonly (Cell | undefined)[]): string =>
    cells
      .map((cell, at) => {
        const text = textOf(cell);
        const blanks = ' '.repeat((widths[at] ?? 0) - widthOf(text));
        return isNumber[at] === true ? blanks + text : text + blanks;
      })
      .join('  ')
      .trimEnd();
  return [line(headings), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(line)].join('\n');
}

/** CSV after RFC 4180. The byte order mark makes spreadsheet programs read Chinese as it is meant. */
export function toCsv(headings: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const lines = [headings, ...rows].map((row) => row.map(csvField).join(','));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

/** A text that begins like a formula would be carried out by a spreadsheet program: it gets an apostrophe in front. */
function csvField(cell: Cell): string {
  const text = typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : textOf(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
