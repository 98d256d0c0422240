/** A source of numbers in [0, 1), passed in so that results can be repeated. */
export type Random = () => number;

/** A number in [-1, 1). */
const signed = (random: Random): number => random() * 2 - 1;

/**
 * Offsets of a closed wavy curve, `2 ** levels` of them, the first following on the last: repeated halving with
 * ever smaller random displacement, then moved and stretched so that the farthest is exactly `reach` from the mean.
 * `fade` under 1 says how fast detail dies away.
 */
export function wavyLoop(levels: number, reach: number, fade: number, random: Random): number[] {
  let values = [0];
  for (let level = 0; level < levels; level++) {
    const step = fade ** level;
    values = values.flatMap((value, i) => {
      const following = values[(i + 1) % values.length] ?? value;
      return [value, (value + following) / 2 + step * signed(random)];
    });
  }
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const farthest = Math.max(...values.map((value) => Math.abs(value - mean)));
  return values.map((value) => (farthest === 0 ? 0 : ((value - mean) / farthest) * reach));
}

/**
 * A wavy line between two points of a plane, both included: every half is displaced sideways by up to a share of its
 * length, at most `maxReach`, until pieces are shorter than `pieceLength`.
 */
export function wavyLine(
  from: readonly [number, number],
  to: readonly [number, number],
  shape: { share: number; maxReach: number; pieceLength: number },
  random: Random,
): (readonly [number, number])[] {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy);
  if (!(length > shape.pieceLength)) return [from, to];
  const reach = Math.min(shape.share * length, shape.maxReach) * signed(random);
  const middle = [(from[0] + to[0]) / 2 - (dy / length) * reach, (from[1] + to[1]) / 2 + (dx / length) * reach] as const;
  const finer = { ...shape, maxReach: shape.maxReach / 2 };
  return [...wavyLine(from, middle, finer, random), ...wavyLine(middle, to, finer, random).slice(1)];
}
