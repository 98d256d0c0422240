/**
 * How many of the cases closed in a day are looked at once more: the share, rounded up, so that wherever something was closed something
 * is drawn (field.md P-05: closing that nobody ever looks at again is an invitation).
 * @param share 0 to 1; 0 switches the drawing off
 */
export const secondCheckCount = (closed: number, share: number): number =>
  share <= 0 ? 0 : Math.min(closed, Math.ceil(closed * share));

/**
 * Draws without putting back; every item has the same chance. The order of what was drawn says nothing.
 * @param random from 0 inclusive to 1 exclusive
 */
export function drawByChance<T>(items: readonly T[], count: number, random: () => number): T[] {
  const left = [...items];
  return Array.from({ length: Math.min(count, left.length) }, () => left.splice(Math.floor(random() * left.length), 1)).flat();
}
