/** Date and sequence; the region before them is the same for everybody at a desk. */
const SHORT_LENGTH = 12;

/** What a screen shows of a case number where there is no room for all of it. The search finds the case by it. */
export const shortNumber = (number: string): string => number.slice(-SHORT_LENGTH);

/** What the short number leaves out. */
export const regionOf = (number: string): string => number.slice(0, -SHORT_LENGTH);
