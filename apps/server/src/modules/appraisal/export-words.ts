import type { AppraisalQuery, AppraisalValues } from '@gridward/contract';
import type { AppraisalPictures } from './appraisal-doors.ts';

/** What exports say, in both languages. */
export const WORDS = {
  'zh-CN': {
    file: '评价指标.xlsx',
    report: '评价指标.docx',
    values: '评价指标',
    definitions: '指标定义',
    name: '名称',
    fraction: '（分子/分母）',
    noData: '无数据',
    exempted: '（其中豁免）',
    previous: '（上期）',
    score: '得分',
    covered: '权重覆盖',
    grade: '等级',
    columns: ['代码', '指标', '公式', '方向', '来源', '含历史案件', '无数据原因'],
    direction: { higher: '越高越好', lower: '越低越好' },
    yes: '是',
    no: '否',
    over: (scope: string) => `范围 ${scope}`,
    reach: '本人权限范围',
    rate: '比率',
    counts: '分子 / 分母',
    before: '上期',
    small: '（样本少）',
    without: (count: number) => `另有 ${count} 项指标暂无数据来源，未列出。`,
  },
  en: {
    file: 'indicators.xlsx',
    report: 'indicators.docx',
    values: 'Indicators',
    definitions: 'Definitions',
    name: 'Name',
    fraction: ' (fraction)',
    noData: 'No data',
    exempted: ' (exempted among these)',
    previous: ' (period before)',
    score: ' score',
    covered: ' weight covered',
    grade: ' grade',
    columns: ['Code', 'Indicator', 'Formula', 'Direction', 'Source', 'Past cases counted', 'Why no data'],
    direction: { higher: 'Higher is better', lower: 'Lower is better' },
    yes: 'Yes',
    no: 'No',
    over: (scope: string) => `scope ${scope}`,
    reach: 'own permissions',
    rate: 'Rate',
    counts: 'Numerator / denominator',
    before: 'Period before',
    small: ' (small sample)',
    without: (count: number) => `${count} more indicators have no source of data yet and are left out.`,
  },
} as const;
export type Locale = keyof typeof WORDS;

/** Over what the figures are, for the line that marks an export. */
export function scopeOf(
  query: AppraisalQuery,
  { from, to }: AppraisalValues,
  { areas, units }: AppraisalPictures,
  locale: Locale,
): string {
  const area = query.areaId === undefined ? undefined : areas.byId(query.areaId)?.name;
  const unit = query.unitId === undefined ? undefined : units.byId(query.unitId)?.name;
  const places = [area, unit].filter((part) => part !== undefined);
  return [...(places.length === 0 ? [WORDS[locale].reach] : places), `${from} – ${to}`].join(' · ');
}
