/**
 * Text from a telephone, a scanner or a table, made readable without losing a word: line ends made plain, other spaces one space, none
 * between Chinese characters where a recogniser put them, at most one empty line.
 */
export const mendPasted = (text: string): string =>
  text
    .replaceAll(/\r\n?|[\u2028\u2029\u0085\v\f]/gu, '\n')
    .replaceAll(/\u200b|\u200c|\u200d|\ufeff/gu, '')
    .replaceAll(/[\p{Zs}\t]+/gu, ' ')
    .replaceAll(/(?<=[\p{Script=Han}，。；：？！、“”‘’（）《》]) (?=[\p{Script=Han}，。；：？！、“”‘’（）《》])/gu, '')
    .replaceAll(/ *\n */gu, '\n')
    .replaceAll(/\n{3,}/gu, '\n\n')
    .trim();
