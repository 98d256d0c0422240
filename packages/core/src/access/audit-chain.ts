/** One entry of the audit log as it is hashed. Everything in it is plain JSON; `at` is ISO 8601 in UTC with milliseconds. */
export interface AuditFacts {
  readonly seq: number;
  readonly at: string;
  readonly accountId: string | null;
  readonly action: string;
  readonly objectKind: string | null;
  readonly objectId: string | null;
  readonly outcome: 'done' | 'refused';
  readonly address: string | null;
  readonly requestId: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** An entry with its two hashes, in hexadecimal. */
export interface ChainedAudit {
  readonly facts: AuditFacts;
  readonly previousHash: string;
  readonly hash: string;
}

/** SHA-256 of a text in UTF-8, in hexadecimal; injected, for core has no cryptography. */
export type Sha256 = (text: string) => string;

/** What the first entry names as the hash before it. */
export const AUDIT_GENESIS = '0'.repeat(64);

/** The hash of an entry: over its canonical JSON together with the hash before it. */
export const auditHash = (facts: AuditFacts, previousHash: string, sha256: Sha256): string =>
  sha256(canonicalJson({ ...facts, previousHash }));

/** Where a chain stands: the last entry that was found good. */
export interface ChainEnd {
  readonly seq: number;
  readonly hash: string;
}

export const CHAIN_START: ChainEnd = { seq: 0, hash: AUDIT_GENESIS };

/**
 * Follows a stretch of the log from where it was found good before. An entry that is missing, added, moved or changed breaks it at that
 * entry; only what was cut off at the very end leaves no trace, so note the last hash elsewhere to see that too.
 */
export function followChain(
  from: ChainEnd,
  entries: readonly ChainedAudit[],
  sha256: Sha256,
): { readonly end: ChainEnd; readonly brokenAt: number | null } {
  let end = from;
  for (const { facts, previousHash, hash } of entries) {
    const sound = facts.seq === end.seq + 1 && previousHash === end.hash && hash === auditHash(facts, previousHash, sha256);
    if (!sound) return { end, brokenAt: facts.seq };
    end = { seq: facts.seq, hash };
  }
  return { end, brokenAt: null };
}

/** JSON with sorted keys and nothing that differs between writers. Members that are undefined are left out, as JSON does. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  members.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(',')}}`;
}

/** A copy of plain data as a database returns it: without undefined members, and without characters that `jsonb` cannot hold. */
export function storable(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const clean = (_key: string, member: unknown): unknown => (typeof member === 'string' ? storableText(member) : member);
  return JSON.parse(JSON.stringify(value, clean)) as Record<string, unknown>;
}

/** Text without NUL and without halves of surrogate pairs: no database column holds these. */
export const storableText = (text: string): string => text.replace(/[\0\p{Cs}]/gu, '\u{fffd}');
