/** What the address says about the hand-over: whose place, which day's work. */
export interface HandoverSearch {
  readonly areaId?: string;
  readonly on?: string;
}

/** Reads the address of the hand-over; anything else there is not ours. */
export function handoverFrom(search: Readonly<Record<string, unknown>>): HandoverSearch {
  const { areaId, on } = search;
  return {
    ...(typeof areaId === 'string' && areaId !== '' ? { areaId } : {}),
    ...(typeof on === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(on) ? { on } : {}),
  };
}
