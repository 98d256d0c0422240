import type { AreaLevel } from '../areas/index.ts';
import type { Bilingual, CategoryKind, Limit } from '../catalogue/index.ts';
import type { ChannelKind } from '../model/index.ts';

/** A thing that a file names by an id, by a name, or by both. Values are names of columns. */
export interface NamedColumns {
  readonly id?: string | undefined;
  readonly name?: string | undefined;
}

/**
 * How to read a table of cases: which column holds what, and what its values mean. Data of a model, so that a new layout needs no code.
 * `models/README.md` explains every part.
 */
export interface CaseMapping {
  readonly format: 'gridward-case-mapping/1';
  /** Where the cases come from; with the external id it names a case for good, so that no import doubles it. */
  readonly source: string;
  /** System of the file's ids of areas, units and categories. */
  readonly codeSystem: { readonly id: string; readonly name: Bilingual; readonly version: string; readonly source: string };
  readonly categoryKind: CategoryKind;
  /** IANA name; dates are read by its clocks. */
  readonly timeZone: string;
  /** Texts that mean "nothing is written here", beside the empty text. */
  readonly missing: readonly string[];
  readonly columns: {
    readonly externalId: string;
    readonly receivedAt: string;
    /** From the widest to the narrowest. */
    readonly areas: readonly (NamedColumns & { readonly level: AreaLevel })[];
    /** From the class down to the matter. */
    readonly categories: readonly NamedColumns[];
    readonly unit: NamedColumns;
    readonly requestKind?: string | undefined;
    readonly channel?: string | undefined;
    readonly outcome?: string | undefined;
    readonly description?: string | undefined;
    readonly place?: string | undefined;
  };
  readonly outcomes: Readonly<Record<string, { readonly closedOnTime: boolean }>>;
  /** Kind of channel by the file's own value; other values are of kind `other`. */
  readonly channels: Readonly<Record<string, ChannelKind>>;
  /** Levels of area that may come into being from the file; an unknown area of another level is an error of its line. */
  readonly createLevels: readonly AreaLevel[];
  /** Under what a matter of this file is filed when its cases enter the loop. */
  readonly standardRow: { readonly filing: Bilingual; readonly closing: Bilingual; readonly limit: Limit };
}

/** Names of the columns that the mapping reads, each once. */
export function columnsOf({ columns }: CaseMapping): string[] {
  const { externalId, receivedAt, areas, categories, unit, requestKind, channel, outcome, description, place } = columns;
  const named = [...areas, ...categories, unit].flatMap(({ id, name }) => [id, name]);
  const all = [externalId, receivedAt, ...named, requestKind, channel, outcome, description, place];
  return [...new Set(all.filter((column) => column !== undefined))];
}
