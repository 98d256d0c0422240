/** How many characters the texts of a case may have, for the schemas that check them and the forms that count them. */
export const TEXT_LIMITS = {
  /** Why something is done, what was found, and what else is said with a step. */
  reason: 1000,
  description: 4000,
  result: 4000,
  /** What was done by whoever reports. */
  handledOnSpot: 2000,
  place: 300,
  channel: 100,
  message: 2000,
  /** What a supervision order asks, and what is answered. */
  order: 1000,
  orderReply: 2000,
  /** Remarks of a hand-over, and one point of it. */
  remarks: 4000,
  point: 500,
  /** Why personal data is shown. */
  purpose: 500,
} as const;
