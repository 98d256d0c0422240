import type { ImportFinding } from '@gridward/contract';
import type { Words } from '../terminal/words.ts';

type Severity = ImportFinding['severity'];

/** Findings that say the same of several lines. */
export interface FindingGroup {
  readonly severity: Severity;
  readonly code: string;
  readonly count: number;
  /** The first of them. */
  readonly examples: readonly Pick<ImportFinding, 'line' | 'column' | 'value' | 'message'>[];
}

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };
const EXAMPLES = 3;

/**
 * Groups findings by what they say, errors first and frequent ones before rare ones.
 * @param counts how many of each there are altogether, where `findings` is only a part of them
 */
export function groupFindings(
  findings: readonly ImportFinding[],
  counts?: readonly { readonly severity: Severity; readonly code: string; readonly count: number }[],
): FindingGroup[] {
  const listed = new Map<string, ImportFinding[]>();
  for (const finding of findings) {
    const key = `${finding.severity} ${finding.code}`;
    const known = listed.get(key);
    if (known === undefined) listed.set(key, [finding]);
    else known.push(finding);
  }
  const totals =
    counts ??
    [...listed.values()].flatMap(([first, ...rest]) => (first === undefined ? [] : [{ ...first, count: rest.length + 1 }]));
  return totals
    .map(({ severity, code, count }) => {
      const examples = (listed.get(`${severity} ${code}`) ?? []).toSorted((a, b) => a.line - b.line).slice(0, EXAMPLES);
      return { severity, code, count, examples };
    })
    .toSorted((a, b) => RANK[a.severity] - RANK[b.severity] || b.count - a.count || (a.code < b.code ? -1 : 1));
}

const SEVERITY: Readonly<Record<Severity, Words>> = {
  error: { zh: '错误', en: 'error' },
  warning: { zh: '警告', en: 'warning' },
  note: { zh: '提示', en: 'note' },
};

/** A group as lines of text. */
export function describeGroup(group: FindingGroup, pick: (words: Words) => string): string {
  const head = `${pick(SEVERITY[group.severity])} ${group.code} × ${group.count}`;
  const lines = group.examples.map(({ line, column, value, message }) => {
    const place = line === 0 ? pick({ zh: '整个文件', en: 'whole file' }) : pick({ zh: `第 ${line} 行`, en: `line ${line}` });
    const where = [place, column, value === null ? null : `“${value}”`].filter((part) => part !== null && part !== '').join(' ');
    return `    ${where}: ${pick(message)}`;
  });
  const rest = group.count - group.examples.length;
  const more = rest > 0 && group.examples.length > 0 ? [pick({ zh: `    ……另有 ${rest} 条`, en: `    … and ${rest} more` })] : [];
  return [`  ${head}`, ...lines, ...more].join('\n');
}
