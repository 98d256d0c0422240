/**
 * The `ltree` path of a new category: the parent's path (a list's id at the top) and the code. Codes of one list are unique while valid;
 * after a code was given away a second time the path is numbered, for paths never change and never mean two things.
 */
export function pathFor(above: string, code: string, isTaken: (path: string) => boolean): string {
  const label = asLabel(code);
  for (let count = 1; ; count += 1) {
    const path = `${above}.${count === 1 ? label : `${label}_${count}`}`;
    if (!isTaken(path)) return path;
  }
}

/** PostgreSQL 15 knows letters, digits and underscores in a label. */
export const asLabel = (text: string): string => text.replace(/[^A-Za-z0-9]/g, '_') || '_';
