const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/**
 * When to try again after so many failures in a row. Spread by chance, so that a whole county does not come back in the same second.
 * @param chance from 0 to 1
 */
export const retryDelayMs = (failures: number, chance: number): number =>
  Math.round(Math.min(FIRST_MS * 2 ** Math.max(0, failures - 1), LONGEST_MS) * (0.5 + chance / 2));
