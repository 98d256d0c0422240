import type { CivilDate, Uuid } from '../kernel/index.ts';
import type { CategoryKind, EmergencyLine } from './category.ts';
import type { Limit } from './limit.ts';

/** A category as it lies in a running system: dated, and possibly edited here. */
export interface CategoryEntry {
  readonly id: Uuid;
  readonly codeSystem: string;
  readonly code: string;
  readonly parentId: Uuid | null;
  /** `ltree` text; never changes, so cases may carry it. */
  readonly path: string;
  readonly kind: CategoryKind;
  readonly nameZh: string;
  readonly nameEn: string | null;
  /** Other spellings under which it was met. */
  readonly namesSeen: readonly string[];
  /** Initials of the Chinese name, lower case. */
  readonly pinyin: string;
  readonly extension: boolean;
  readonly assistOnly: boolean;
  /** True when any of its rows is a hazard. */
  readonly hazard: boolean;
  readonly emergencyLine: EmergencyLine | null;
  readonly qualification: string | null;
  /** What a report must show; `CollectionRule` without its addressing. */
  readonly collection: unknown;
  readonly validFrom: CivilDate;
  readonly validTo: CivilDate | null;
  readonly version: number;
}

/** A filing condition with limit and closing condition, dated. An edited row ends and another begins: a case keeps the one it was filed under. */
export interface StandardRowEntry {
  readonly id: Uuid;
  readonly categoryId: Uuid;
  readonly ordinal: number;
  readonly filingZh: string;
  readonly filingEn: string | null;
  readonly closingZh: string;
  readonly closingEn: string | null;
  readonly limit: Limit;
  readonly limitRaw: string | null;
  readonly hazard: boolean;
  readonly makeSafe: Limit | null;
  /** The row holds for this level of area only. */
  readonly areaLevel: string | null;
  /** The row holds for this urgency only. */
  readonly urgency: string | null;
  readonly law: string | null;
  readonly validFrom: CivilDate;
  readonly validTo: CivilDate | null;
  readonly version: number;
}

/** A period of civil days: from the first until before the last; without a last, until further notice. */
export interface CivilPeriod {
  readonly validFrom: CivilDate;
  readonly validTo: CivilDate | null;
}

/** Does the period hold on this day? */
export const isValidOn = ({ validFrom, validTo }: CivilPeriod, day: CivilDate): boolean =>
  validFrom <= day && (validTo === null || day < validTo);

/** Is there a day on which both hold? */
export const periodsMeet = (a: CivilPeriod, b: CivilPeriod): boolean =>
  (b.validTo === null || a.validFrom < b.validTo) && (a.validTo === null || b.validFrom < a.validTo);
