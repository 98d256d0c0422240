/** Each colour of the clock has a shape of its own, for those who do not see colours and for print; drawn in a square of 16. */
export const LAMP_SHAPES = {
  green: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2z',
  amber: 'M8 1.5 15 14H1z',
  red: 'M2.5 2.5h11v11h-11z',
  grey: 'M3 2h3.6v12H3zM9.4 2H13v12H9.4z',
} as const;
