/** Days that the holiday rules fix by date; which days around them are swapped is announced each autumn and not guessed. */
const FIXED_DAYS = [
  ['01-01', '元旦'],
  ['05-01', '劳动节'],
  ['05-02', '劳动节'],
  ['10-01', '国庆节'],
  ['10-02', '国庆节'],
  ['10-03', '国庆节'],
] as const;

/** How far ahead the longest limit of the demonstration may reach: fifteen working days, extended twice, and a deferral. */
export const CALENDAR_AHEAD_DAYS = 250;

/**
 * The years that the demonstration must presume because a start late in the year would otherwise ask past what is published. Marked as presumed;
 * a real store is never given any.
 */
export function presumedYears(
  publishedUntil: string,
  neededUntil: string,
): { readonly until: string; readonly holidays: readonly { day: string; nameZh: string }[] } | null {
  if (neededUntil <= publishedUntil) return null;
  const [first, last] = [Number(publishedUntil.slice(0, 4)) + 1, Number(neededUntil.slice(0, 4))];
  const years = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const holidays = years.flatMap((year) =>
    FIXED_DAYS.map(([day, name]) => ({ day: `${year}-${day}`, nameZh: `${name}（演示推定）` })),
  );
  return { until: `${last}-12-31`, holidays };
}
