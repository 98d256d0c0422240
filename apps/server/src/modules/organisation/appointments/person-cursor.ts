/** The person with which a page of a list by name ended. */
export interface PersonPlace {
  readonly name: string;
  readonly id: string;
}

export const writePersonCursor = ({ name, id }: PersonPlace): string =>
  Buffer.from(JSON.stringify([name, id])).toString('base64url');

/** A cursor that we did not write begins the list anew. */
export function readPersonCursor(cursor: string): PersonPlace | undefined {
  try {
    const read = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown;
    if (!Array.isArray(read)) return undefined;
    const [name, id] = read as unknown[];
    return typeof name === 'string' && typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id) ? { name, id } : undefined;
  } catch {
    return undefined;
  }
}
