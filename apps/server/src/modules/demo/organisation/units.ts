import type { UnitKind } from '@gridward/core';
import { STREETS } from '../county/names.ts';

export interface UnitPlan {
  readonly key: string;
  readonly parent: string | null;
  readonly kind: UnitKind;
  readonly name: string;
  readonly shortName: string | null;
  /** Key of the street or community where it sits. */
  readonly area: { readonly street: string } | { readonly community: string } | null;
}

const unit = (key: string, parent: string | null, kind: UnitKind, name: string, shortName: string | null = null): UnitPlan => ({
  key,
  parent,
  kind,
  name,
  shortName,
  area: null,
});

/** How many cases some units said they can carry at once; the others never said. */
export const CAPACITY_OPEN: Readonly<Record<string, number>> = { urban: 25, sanitation: 20, greening: 12, water: 10 };

const COUNTY_UNITS: readonly UnitPlan[] = [
  unit('government', null, 'government', '望潮县人民政府（演示）', '县政府'),
  unit('supervision', 'government', 'centre', '县城市管理监督中心', '监督中心'),
  unit('intake', 'supervision', 'centre', '监督中心受理席', '受理席'),
  unit('verification', 'supervision', 'centre', '监督中心核查队', '核查队'),
  unit('command', 'government', 'centre', '县城市运行指挥中心', '指挥中心'),
  unit('dispatch', 'command', 'centre', '指挥中心派遣席', '派遣席'),
  unit('coordination', 'government', 'department', '县综合协调科（兜底单位）', '综合协调科'),
  unit('urban', 'government', 'department', '县城市管理执法大队', '城管大队'),
  unit('sanitation', 'government', 'department', '县环境卫生管理所', '环卫所'),
  unit('greening', 'government', 'department', '县园林绿化所', '园林所'),
  unit('housing', 'government', 'department', '县住房和城乡建设局', '住建局'),
  unit('traffic', 'government', 'department', '县交通运输局', '交通局'),
  unit('water', 'government', 'department', '县水务局', '水务局'),
  unit('power', 'government', 'organisation', '望潮供电公司', '供电公司'),
  unit('gas', 'government', 'organisation', '望潮燃气公司', '燃气公司'),
  unit('emergency', 'government', 'department', '县应急管理局', '应急局'),
  unit('fire', 'government', 'department', '县消防救援大队', '消防大队'),
  unit('civil', 'government', 'department', '县民政局', '民政局'),
  unit('labour', 'government', 'department', '县人力资源和社会保障局', '人社局'),
  unit('market', 'government', 'department', '县市场监督管理局', '市场监管局'),
  unit('environment', 'government', 'department', '县生态环境分局', '生态环境分局'),
  unit('police', 'government', 'station', '听涛派出所（交通与噪声）', '派出所'),
  unit('health', 'government', 'department', '县卫生健康局', '卫健局'),
  unit('cleaning', 'sanitation', 'contractor', '洁海保洁服务公司', '洁海保洁'),
  unit('gardening', 'greening', 'contractor', '绿野养护公司', '绿野养护'),
  unit('roadworks', 'housing', 'contractor', '通达市政养护公司', '通达养护'),
  unit('anju', 'housing', 'property', '安居物业服务公司', '安居物业'),
  unit('haiyue', 'housing', 'property', '海月物业服务公司', '海月物业'),
];

/** Sections of each street office. */
export const SECTIONS = [
  { key: 'build', name: '城市建设办公室' },
  { key: 'safety', name: '平安法治办公室' },
  { key: 'service', name: '便民服务中心' },
] as const;

const STREET_UNITS: readonly UnitPlan[] = STREETS.flatMap((street) => {
  const office = street.island ? '镇人民政府' : '街道办事处';
  const short = street.name.replace(/街道|镇/, '');
  const area = { street: street.key };
  return [
    { ...unit(street.key, 'government', 'subdistrict', `${short}${office}`, street.name), area },
    ...SECTIONS.map(({ key, name }) => ({
      ...unit(`${street.key}.${key}`, street.key, 'station', `${street.name}${name}`),
      area,
    })),
    ...street.communities.map(({ key, name }) => ({
      ...unit(`community.${key}`, street.key, 'committee', `${name}居民委员会`, name),
      area: { community: key },
    })),
  ];
});

/** A fishing island checks its own results; otherwise each would wait for the ferry. */
export const ISLAND_CHECK = 'ouyu.check';

/** Every unit, each after its parent. */
export const UNITS: readonly UnitPlan[] = [
  ...COUNTY_UNITS,
  ...STREET_UNITS,
  { ...unit(ISLAND_CHECK, 'supervision', 'station', '监督中心鸥屿核查点', '鸥屿核查点'), area: { street: 'ouyu' } },
];
