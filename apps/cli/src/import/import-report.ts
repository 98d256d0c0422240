import type { ImportProgress } from '@gridward/contract';
import type { Words } from '../terminal/words.ts';
import { describeGroup, type FindingGroup } from './findings.ts';

type Pick = (words: Words) => string;

/** What would happen, before it does. */
export function previewText(run: ImportProgress, pick: Pick): string {
  const { areas, units, categories, channels } = run.creates;
  return pick({
    zh: `预览 ${run.fileName}：共 ${run.lineCount} 行，有错 ${run.linesFailed} 行；将新建区域 ${areas}、机构 ${units}、类别 ${categories}、渠道 ${channels}`,
    en: `Preview of ${run.fileName}: ${run.lineCount} lines, ${run.linesFailed} with errors; creates ${areas} areas, ${units} units, ${categories} categories, ${channels} channels`,
  });
}

/** What happened. */
export function reportText(
  run: ImportProgress,
  groups: readonly FindingGroup[],
  findingsFile: string | undefined,
  pick: Pick,
): string {
  const counts = pick({
    zh: `${run.fileName}：新增 ${run.linesNew}，已有 ${run.linesKnown}，失败 ${run.linesFailed}，共 ${run.lineCount} 行`,
    en: `${run.fileName}: ${run.linesNew} new, ${run.linesKnown} known, ${run.linesFailed} failed of ${run.lineCount} lines`,
  });
  const failed =
    run.linesFailed === 0
      ? []
      : [
          pick({
            zh: '有错的行未导入，其余行不受影响。改正后重新执行即可，已导入的行不会重复。',
            en: 'Lines with errors were left out, all others are in. Correct the file and run it again: nothing is imported twice.',
          }),
        ];
  return [
    counts,
    ...groups.map((group) => describeGroup(group, pick)),
    ...failed,
    ...suggestionLine(run, pick),
    ...(run.rowsPerSecond === null
      ? []
      : [pick({ zh: `速度：每秒 ${Math.round(run.rowsPerSecond)} 行`, en: `Speed: ${Math.round(run.rowsPerSecond)} lines/s` })]),
    ...(findingsFile === undefined ? [] : [pick({ zh: `逐行问题：${findingsFile}`, en: `Findings by line: ${findingsFile}` })]),
  ].join('\n');
}

/** A rate is never shown without the numbers that it is made of. */
function suggestionLine({ suggestion }: ImportProgress, pick: Pick): string[] {
  if (suggestion === null || suggestion.asked === 0) return [];
  const { asked, answered, hitsAt1, hitsAt3 } = suggestion;
  const rate = (hits: number): string => `${hits}/${asked} (${((100 * hits) / asked).toFixed(1)} %)`;
  return [
    pick({
      zh: `主办单位建议：首位命中 ${rate(hitsAt1)}，前三命中 ${rate(hitsAt3)}，给出建议 ${answered}/${asked}`,
      en: `Suggested lead unit: right at first place ${rate(hitsAt1)}, among three ${rate(hitsAt3)}, answered ${answered}/${asked}`,
    }),
  ];
}
