import type { CivilDate } from '../kernel/index.ts';
import type { Bilingual, Limit } from './limit.ts';

/** Where a code comes from. Codes mean nothing without it: two editions of one list give 04 and 05 opposite meanings. */
export interface CodeSystem {
  readonly id: string;
  readonly version: string;
  readonly name: Bilingual;
  /** What was read and how far to trust it; shown wherever the list is shown. */
  readonly source: string;
}

export type CategoryKind = 'event' | 'component' | 'service';

/** Lines that a matter belongs to before it belongs to us. */
export const EMERGENCY_LINES = ['110', '119', '120', '122'] as const;
export type EmergencyLine = (typeof EMERGENCY_LINES)[number];

/** A dated step inside a limit, such as stop, fine, demolish. */
export interface Milestone {
  readonly name: Bilingual;
  readonly limit: Limit;
}

/** One condition under which a case is filed, how long it may take, and when it may be closed. */
export interface StandardRowData {
  /** Unique in its code system: category code, `-`, ordinal. */
  readonly id: string;
  readonly filing: Bilingual;
  readonly closing: Bilingual;
  readonly limit: Limit;
  /** The limit as the source writes it. */
  readonly limitRaw: string;
  /** Limits that differ by area level or urgency; the first that fits wins over `limit`. */
  readonly limitVariants?: readonly LimitVariant[];
  readonly milestones?: readonly Milestone[];
  /** Somebody may be hurt meanwhile: `makeSafe` is how soon the place must be secured. */
  readonly hazard?: true;
  readonly makeSafe?: Limit;
  readonly law?: string;
}

export interface LimitVariant {
  readonly areaLevel?: string;
  readonly urgency?: string;
  readonly limit: Limit;
}

/** A category; one with rows is a matter that a case can be filed under. */
export interface CategoryData {
  readonly code: string;
  readonly parentCode: string | null;
  readonly kind: CategoryKind;
  readonly name: Bilingual;
  /** Local extension of the list that it stands in. */
  readonly extension: boolean;
  /** A community may help and may never be made the lead unit. */
  readonly assistOnly?: true;
  readonly emergencyLine?: EmergencyLine;
  /** Id of the qualification that a handler needs. */
  readonly qualification?: string;
  readonly rows: readonly StandardRowData[];
}

/** A code system with its tree; parents stand before children. */
export interface CategoryList extends CodeSystem {
  readonly categories: readonly CategoryData[];
}

export interface CategoryRef {
  readonly codeSystem: string;
  readonly code: string;
}

export interface CategoryMapping {
  readonly from: CategoryRef;
  readonly to: CategoryRef;
  /** `equal`: the same name; `same_matter`: another name for clearly the same thing. */
  readonly relation: 'equal' | 'same_matter';
}

/** What a report must show, what is not to be reported, and what belongs under another category. */
export interface CollectionRule {
  readonly id: string;
  readonly codeSystem: string;
  readonly appliesTo: readonly string[];
  readonly minPhotos: number;
  readonly mustShow: readonly Bilingual[];
  readonly exclusions: readonly Bilingual[];
  readonly redirectTo?: readonly (CategoryRef & { readonly when: Bilingual })[];
}

/** Default time of one desk in the loop. */
export interface StepLimitData {
  readonly step: string;
  readonly name: Bilingual;
  readonly limit: Limit;
  readonly limitRaw: string;
  readonly source: string;
}

export interface QualificationData {
  readonly id: string;
  readonly name: Bilingual;
}

/** A day that differs from Monday-to-Friday. */
export interface CalendarDayData {
  readonly date: CivilDate;
  readonly kind: 'holiday' | 'workday';
  readonly name: Bilingual;
}

/** The limit of a row for an area level and urgency: the first variant that names nothing else, otherwise the row's own. */
export function limitOf(row: StandardRowData, where: { areaLevel?: string; urgency?: string }): Limit {
  const fits = (variant: LimitVariant): boolean =>
    (variant.areaLevel === undefined || variant.areaLevel === where.areaLevel) &&
    (variant.urgency === undefined || variant.urgency === where.urgency);
  return row.limitVariants?.find(fits)?.limit ?? row.limit;
}
