interface Row {
  readonly id: string;
}

/**
 * The rows as they are now, with those that have just left still in their place as long as `stays` says so: nothing jumps under the
 * reader's hands. A row that left stands behind the row that it stood behind.
 */
export function holdRows<R extends Row>(before: readonly R[], now: readonly R[], stays: (id: string) => boolean): readonly R[] {
  const present = new Set(now.map(({ id }) => id));
  if (!before.some(({ id }) => !present.has(id) && stays(id))) return now;
  const held = new Map<string | null, R[]>();
  let anchor: string | null = null;
  for (const row of before) {
    if (present.has(row.id)) anchor = row.id;
    else if (stays(row.id)) held.set(anchor, [...(held.get(anchor) ?? []), row]);
  }
  return [...(held.get(null) ?? []), ...now.flatMap((row) => [row, ...(held.get(row.id) ?? [])])];
}
