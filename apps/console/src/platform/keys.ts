/** The letters of the page by what they do. Pages listen to them by these names and the help lists them, so that both say the same. */
export const KEYS = {
  down: 'j',
  up: 'k',
  open: 'o',
  /** Marks a row, to act on many at once. */
  choose: 'x',
  /** Asks whoever reported, at intake; free in the states of intake. */
  ask: 'q',
  /** Sends the pile of like cases that is marked. */
  sendPile: 'd',
  actions: '.',
  search: '/',
  newCase: 'n',
  goTo: 'g',
  help: '?',
} as const;
