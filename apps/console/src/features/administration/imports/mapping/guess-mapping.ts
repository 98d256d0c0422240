import type { CaseMapping, ChannelKind, AreaLevel, Limit } from '@gridward/core';

/** What a column of a table of cases can hold. */
export const MAPPED_FIELDS = [
  'externalId',
  'receivedAt',
  'category1',
  'category1Id',
  'category2',
  'category2Id',
  'category3',
  'category3Id',
  'unit',
  'unitId',
  'township',
  'townshipId',
  'community',
  'communityId',
  'grid',
  'gridId',
  'description',
  'place',
  'channel',
  'outcome',
  'requestKind',
] as const;
export type MappedField = (typeof MAPPED_FIELDS)[number];
/** Without these a table cannot be read. */
export const NEEDED_FIELDS: readonly MappedField[] = ['externalId', 'receivedAt'];

/** How counties and their systems head these columns, compared without case, spaces and punctuation. */
const USUAL: Readonly<Record<MappedField, readonly string[]>> = {
  externalId: [
    '编号',
    '案件编号',
    '工单编号',
    '工单号',
    '案卷号',
    '事件编号',
    '任务号',
    '流水号',
    '受理编号',
    '序号',
    'id',
    'recid',
    'caseid',
    'externalid',
    'number',
  ],
  receivedAt: [
    '受理时间',
    '上报时间',
    '创建时间',
    '登记时间',
    '来电时间',
    '发生时间',
    '采集时间',
    '立案时间',
    '日期',
    'createtime',
    'createdat',
    'receivedat',
    'date',
  ],
  category1: ['大类', '大类名称', '一级类别', '事件类型', '问题大类', '诉求类型', 'eventtype'],
  category1Id: ['大类代码', '大类编码', 'eventtypeid'],
  category2: ['中类', '二级类别', '问题类别', '主类', 'maintype'],
  category2Id: ['中类代码', '中类编码', 'maintypeid'],
  category3: ['小类', '小类名称', '三级类别', '问题小类', '类别', '事项', '事项名称', 'subtype', 'category'],
  category3Id: ['小类代码', '小类编码', '类别代码', '类别编码', '事项编码', 'subtypeid', 'categorycode'],
  unit: ['承办单位', '处置单位', '责任单位', '主办单位', '处置部门', '责任部门', '派遣单位', 'disposeunit', 'unit', 'department'],
  unitId: ['承办单位编码', '处置单位编码', '单位编码', '单位代码', 'disposeunitid', 'unitid'],
  township: ['街道', '镇街', '街道名称', '乡镇', '所属街道', '街道乡镇', 'street', 'township'],
  townshipId: ['街道编码', '街道代码', '镇街编码', 'streetcode', 'streetid'],
  community: ['社区', '社区名称', '所属社区', '村居', '社区村', 'community'],
  communityId: ['社区编码', '社区代码', 'communitycode', 'communityid'],
  grid: ['网格', '网格名称', '所属网格', '单元网格', 'grid', 'gridname'],
  gridId: ['网格编码', '网格编号', '网格代码', 'gridcode', 'gridid'],
  description: ['问题描述', '内容', '诉求内容', '事件描述', '描述', '主要内容', '案件描述', 'description', 'content'],
  place: ['地址', '地点', '位置', '发生地址', '事发地点', '位置描述', '详细地址', 'address', 'place'],
  channel: ['来源', '问题来源', '来源渠道', '上报渠道', '渠道', '信息来源', 'source', 'channel'],
  outcome: ['结果', '处置结果', '办理结果', '结案状态', '是否超时', '按期情况', '办结情况', 'outcome', 'result'],
  requestKind: ['诉求性质', '性质', '工单类型', '事件性质', 'property', 'requestkind'],
};

const plain = (text: string): string => text.toLowerCase().replace(/[\s_（）()【】[\]/\\:：*-]/g, '');

/** Which column holds what, by the names of the columns; each column is given once. */
export function guessColumns(header: readonly string[]): Partial<Record<MappedField, string>> {
  const taken = new Set<string>();
  const found: Partial<Record<MappedField, string>> = {};
  const take = (field: MappedField, column: string | undefined): void => {
    if (column === undefined || found[field] !== undefined) return;
    found[field] = column;
    taken.add(column);
  };
  // The first usual name is the surest, so names are tried in their order.
  for (const field of MAPPED_FIELDS)
    for (const name of USUAL[field])
      take(
        field,
        header.find((column) => !taken.has(column) && plain(column) === name),
      );
  // A longer header that holds a usual name, such as 来电受理时间（北京时间）.
  for (const field of MAPPED_FIELDS)
    for (const name of USUAL[field])
      if (name.length > 2)
        take(
          field,
          header.find((column) => !taken.has(column) && plain(column).includes(name)),
        );
  return found;
}

const CHANNEL_WORDS: readonly (readonly [RegExp, ChannelKind])[] = [
  [/123\d\d|热线|电话|来电/, 'hotline'],
  [/网格|巡查|采集员|巡检/, 'patrol'],
  [/公众|居民|群众|市民|微信|随手拍|小程序|app/i, 'resident'],
  [/窗口|大厅/, 'desk'],
  [/走访|入户/, 'visit'],
  [/物业/, 'property'],
  [/视频|物联|感知|传感/, 'sensor'],
  [/媒体|舆情|网络/, 'media'],
  [/上级|交办|督办|领导/, 'superior'],
  [/部门|移送|转办/, 'department'],
];

/** What kind of channel a value of the file most likely means. */
export const guessChannel = (value: string): ChannelKind =>
  CHANNEL_WORDS.find(([pattern]) => pattern.test(value))?.[1] ?? 'other';

/** Whether a value of the file most likely says that the case was closed in time. */
export const guessOnTime = (value: string): boolean => !/超|逾|未按|overtime|late|否|不/i.test(value);

/** Everything that a person decides about a table before it is read. */
export interface MappingChoice {
  readonly columns: Partial<Record<MappedField, string>>;
  readonly channels: Readonly<Record<string, ChannelKind>>;
  readonly outcomes: Readonly<Record<string, boolean>>;
  /** Where the cases come from; with the number of the file it names a case for good. */
  readonly source: string;
  readonly codeSystemId: string;
  readonly codeSystemName: string;
  readonly limit: Limit;
  readonly createLevels: readonly AreaLevel[];
}

const LEVELS = [
  ['township', 'township', 'townshipId'],
  ['community', 'community', 'communityId'],
  ['grid', 'grid', 'gridId'],
] as const satisfies readonly (readonly [AreaLevel, MappedField, MappedField])[];
const CLASSES = [
  ['category1', 'category1Id'],
  ['category2', 'category2Id'],
  ['category3', 'category3Id'],
] as const satisfies readonly (readonly [MappedField, MappedField])[];

const named = (name: string | undefined, id: string | undefined) => ({
  ...(name === undefined ? {} : { name }),
  ...(id === undefined ? {} : { id }),
});

/** The mapping in the form that the server reads. */
export function toMapping(choice: MappingChoice, timeZone: string): CaseMapping {
  const { columns } = choice;
  const optional = (['requestKind', 'channel', 'outcome', 'description', 'place'] as const).flatMap((field) => {
    const column = columns[field];
    return column === undefined ? [] : [[field, column] as const];
  });
  return {
    format: 'gridward-case-mapping/1',
    source: choice.source,
    codeSystem: {
      id: choice.codeSystemId,
      name: { zh: choice.codeSystemName, en: choice.codeSystemName },
      version: '1',
      source: choice.codeSystemName,
    },
    categoryKind: 'event',
    timeZone,
    missing: ['-', '/', '无', '—'],
    columns: {
      externalId: columns.externalId ?? '',
      receivedAt: columns.receivedAt ?? '',
      areas: LEVELS.flatMap(([level, name, id]) =>
        columns[name] === undefined && columns[id] === undefined ? [] : [{ level, ...named(columns[name], columns[id]) }],
      ),
      categories: CLASSES.flatMap(([name, id]) =>
        columns[name] === undefined && columns[id] === undefined ? [] : [named(columns[name], columns[id])],
      ),
      unit: named(columns.unit, columns.unitId),
      ...Object.fromEntries(optional),
    },
    outcomes: Object.fromEntries(Object.entries(choice.outcomes).map(([value, closedOnTime]) => [value, { closedOnTime }])),
    channels: { ...choice.channels },
    createLevels: [...choice.createLevels],
    standardRow: {
      filing: { zh: '按来件受理', en: 'As received' },
      closing: { zh: '问题已处置并经核查', en: 'Handled and checked' },
      limit: choice.limit,
    },
  };
}

/** A saved mapping as choices again, as far as the columns of this file allow. */
export function fromMapping(mapping: CaseMapping, header: readonly string[]): MappingChoice {
  const columns: Partial<Record<MappedField, string>> = {};
  const put = (field: MappedField, column: string | undefined): void => {
    if (column !== undefined && header.includes(column)) columns[field] = column;
  };
  const { externalId, receivedAt, areas, categories, unit, requestKind, channel, outcome, description, place } = mapping.columns;
  put('externalId', externalId);
  put('receivedAt', receivedAt);
  for (const [level, name, id] of LEVELS) {
    const found = areas.find((area) => area.level === level);
    put(name, found?.name);
    put(id, found?.id);
  }
  // A file of one class has the matter itself in it; the matter is the last.
  for (const [i, category] of categories.entries()) {
    const fields = CLASSES[CLASSES.length - categories.length + i];
    if (fields === undefined) continue;
    put(fields[0], category.name);
    put(fields[1], category.id);
  }
  put('unit', unit.name);
  put('unitId', unit.id);
  for (const [field, column] of Object.entries({ requestKind, channel, outcome, description, place }))
    put(field as MappedField, column);
  return {
    columns,
    channels: mapping.channels,
    outcomes: Object.fromEntries(Object.entries(mapping.outcomes).map(([value, { closedOnTime }]) => [value, closedOnTime])),
    source: mapping.source,
    codeSystemId: mapping.codeSystem.id,
    codeSystemName: mapping.codeSystem.name.zh,
    limit: mapping.standardRow.limit,
    createLevels: mapping.createLevels,
  };
}
