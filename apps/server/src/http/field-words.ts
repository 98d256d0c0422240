/** What several rules say of a field. */
export const PAST_IS_KEPT = {
  zh: '过去的不能改写，请选今天或以后',
  en: 'The past is not rewritten: choose today or later',
} as const;
export const END_TOO_EARLY = {
  zh: '结束不能早于现在，也不能早于开始',
  en: 'The end lies in the past, or before the beginning',
} as const;
export const OUTSIDE_ROW = { zh: '不在该条目的有效期内', en: 'Outside the time of this row' } as const;
export const NO_SUCH_AREA = { zh: '没有此区域，或已停用', en: 'No such area, or it is retired' } as const;
export const NO_SUCH_PERSON = { zh: '没有此人员', en: 'No such person' } as const;
export const IN_THE_FUTURE = { zh: '不能晚于现在', en: 'Lies in the future' } as const;
export const FILE_GONE = {
  zh: '服务器上已没有该文件，请重新上传',
  en: 'The file is not on this server any more: upload it again',
} as const;
