/** What a spreadsheet, or one that reads it as text, would take for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** Text that came from people is never run: an apostrophe before it keeps it text wherever it is opened. */
export const plainCell = (value: string): string => (FORMULA.test(value) ? `'${value}` : value);
