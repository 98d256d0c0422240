import { screenText } from '@gridward/core';

/** Free text as handlers may see it, and whether anything had to be masked. The original goes into the vault (P-09). */
export function screened(text: string): { readonly text: string; readonly masked: boolean } {
  const result = screenText(text);
  return { text: result.text, masked: result.found.length > 0 };
}

/** What somebody said with a verb, as the journal keeps it, and the words that must not stand there; null when nothing had to be masked. */
export function screenedFacts(told: Readonly<Record<string, unknown>>): {
  readonly told: Readonly<Record<string, unknown>>;
  readonly original: string | null;
} {
  const originals: string[] = [];
  const entries = Object.entries(told).map(([name, value]): [string, unknown] => {
    if (typeof value !== 'string' || /Ids?$/.test(name)) return [name, value];
    const { text, masked } = screened(value);
    if (masked) originals.push(value);
    return [name, text];
  });
  return { told: Object.fromEntries(entries), original: originals.length === 0 ? null : originals.join('\n') };
}

/** The words under which a case is found. */
export const searchTextOf = (found: {
  readonly description: string;
  readonly place: string;
  readonly category: string;
  readonly area: string;
}): string => `${found.description} ${found.place} ${found.category} ${found.area}`;
