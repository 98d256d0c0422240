/** The first moment of a civil day where the reader sits; nothing for an empty or a present day, which means now. */
export function beginningOf(day: string | undefined, today: string): string | undefined {
  if (day === undefined || day === '' || day === today) return undefined;
  return new Date(`${day}T00:00:00`).toISOString();
}

/** The moment after a civil day, so that the day itself is included. */
export function endOf(day: string | undefined): string | undefined {
  if (day === undefined || day === '') return undefined;
  const end = new Date(`${day}T00:00:00`);
  end.setDate(end.getDate() + 1);
  return end.toISOString();
}

const MINUTE_MS = 60_000;

/** The last civil day of something that ends at a moment. */
export const lastMomentOf = (validTo: string): number => Date.parse(validTo) - MINUTE_MS;
