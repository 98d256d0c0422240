import type { Instant } from '../kernel/index.ts';
import { DAY_MS } from '../kernel/index.ts';

/** Why two reports may be about the same thing. */
export type DuplicateReason = 'same_place' | 'near' | 'same_grid' | 'same_category' | 'same_class' | 'recent' | 'similar_words';

/** What is known of a report and a case that may be the same. */
export interface DuplicatePair {
  /** `null` when either has no position. */
  readonly distanceM: number | null;
  readonly sameGrid: boolean;
  readonly sameCategory: boolean;
  readonly sameClass: boolean;
  readonly reportedAt: Instant;
  readonly isOpen: boolean;
  /** 0 to 1, of the descriptions. */
  readonly similarity: number;
}

export interface DuplicateVerdict {
  /** 0 to 1; only their order has a meaning. */
  readonly score: number;
  readonly reasons: readonly DuplicateReason[];
}

/** Metres within which a position is the same spot, given what a telephone's position is worth; and within which it is near. */
export const SAME_PLACE_M = 50;
export const NEAR_M = 200;
/** A closed case is no duplicate after so long; an open one stays one for as long as it is open. */
export const RECENT_MS = DAY_MS;
export const CLOSED_WITHIN_MS = 7 * DAY_MS;
const SIMILAR_WORDS = 0.35;
/** Less than this is noise: it would offer every case of the same grid. */
export const OFFERED_FROM = 0.45;

const WEIGHT: Readonly<Record<DuplicateReason, number>> = {
  same_place: 0.4,
  near: 0.2,
  same_grid: 0.1,
  same_category: 0.3,
  same_class: 0.12,
  recent: 0.1,
  similar_words: 0.3,
};

/** Judges one pair; a distance beyond {@link NEAR_M} speaks against it, whatever else is alike. */
export function judgeDuplicate(pair: DuplicatePair, now: Instant): DuplicateVerdict | null {
  const ageMs = now - pair.reportedAt;
  if (!pair.isOpen && ageMs > CLOSED_WITHIN_MS) return null;
  if (pair.distanceM !== null && pair.distanceM > NEAR_M) return null;
  const reasons: DuplicateReason[] = [];
  if (pair.distanceM !== null) reasons.push(pair.distanceM <= SAME_PLACE_M ? 'same_place' : 'near');
  if (pair.sameGrid) reasons.push('same_grid');
  if (pair.sameCategory) reasons.push('same_category');
  else if (pair.sameClass) reasons.push('same_class');
  if (ageMs <= RECENT_MS) reasons.push('recent');
  if (pair.similarity >= SIMILAR_WORDS) reasons.push('similar_words');
  const sum = reasons.reduce(
    (total, reason) => total + (reason === 'similar_words' ? WEIGHT.similar_words * pair.similarity : WEIGHT[reason]),
    0,
  );
  const score = Math.min(1, Math.round(sum * 100) / 100);
  return score >= OFFERED_FROM ? { score, reasons } : null;
}
