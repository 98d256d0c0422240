import type { Finding, RingProblem, Suggestion } from '@gridward/geo';
import { finding, type ImportFindingDraft } from './finding.ts';

const RING_WORDS: Readonly<Record<RingProblem, readonly [zh: string, en: string]>> = {
  no_geometry: ['没有图形', 'There is no geometry'],
  not_finite: ['坐标不是数字', 'A coordinate is not a number'],
  out_of_range: ['坐标超出范围', 'A coordinate is out of range'],
  too_few_points: ['边界环的点太少', 'A ring has too few points'],
  unclosed: ['边界环未闭合，已闭合', 'A ring was not closed; it is now'],
  wrong_orientation: ['边界环方向相反，已纠正', 'A ring ran the wrong way; it was turned'],
  self_intersection: ['边界自相交', 'The border crosses itself'],
  hole_outside: ['洞在外环之外', 'A hole lies outside its surface'],
  nested_rings: ['边界环相互嵌套', 'Rings lie in one another'],
  disconnected_interior: ['内部被分割', 'The inside is cut in pieces'],
  duplicate_rings: ['边界环重复', 'A ring is there twice'],
};

const SUGGESTION_WORDS: Readonly<Record<Suggestion['kind'], readonly [zh: string, en: string]>> = {
  snap: ['将窄缝归并到一侧', 'Give the sliver to one side'],
  assign_gap_to: ['将空隙归入公共边最长的相邻区域', 'Give the gap to the neighbour with the longest common border'],
  assign_overlap_to: ['重叠部分归面积较小的区域', 'Leave the overlap to the smaller area'],
  clip_to_parent: ['裁去上级范围以外的部分', 'Cut off what lies outside the parent'],
  replace_geometry: ['以整理后的有效图形替换', 'Put the valid form in its place'],
  remove_cell: ['删去重复的一项', 'Remove the duplicate'],
};

interface Concerned {
  readonly line: number | undefined;
  readonly name: string;
}

/** A finding of the topology check, in words, at the first line of the file that it concerns. */
export function topologyFinding(found: Finding, concerned: readonly Concerned[]): ImportFindingDraft {
  const names = concerned.map(({ name }) => `“${name}”`).join('、');
  const quoted = concerned.map(({ name }) => `"${name}"`).join(' and ');
  const [zh, en] = wordsOf(found, names, quoted);
  const line = concerned.find((one) => one.line !== undefined)?.line ?? 0;
  // Only a surface that cannot be used costs the line something. The rest is for a person to weigh.
  const severity = found.kind === 'invalid_ring' && found.severity === 'error' ? 'error' : 'warning';
  const [lng, lat] = found.at ?? [];
  return finding(severity, line, found.kind === 'invalid_ring' ? found.problem : found.kind, zh, en, {
    ...(lng === undefined || lat === undefined ? {} : { at: { lng, lat } }),
    ...(found.suggestion === undefined ? {} : { suggestion: suggestionOf(found.suggestion) }),
  });
}

function wordsOf(found: Finding, names: string, quoted: string): readonly [zh: string, en: string] {
  switch (found.kind) {
    case 'invalid_ring':
      return RING_WORDS[found.problem];
    case 'overlap':
      return [`${names}重叠 ${area(found.areaM2)} 平方米`, `${quoted} overlap by ${area(found.areaM2)} m²`];
    case 'gap':
      return [`${names}之间有 ${area(found.areaM2)} 平方米空隙`, `There is a gap of ${area(found.areaM2)} m² beside ${quoted}`];
    case 'outside_parent':
      return [`${names}超出上级范围 ${area(found.areaM2)} 平方米`, `${quoted} lies ${area(found.areaM2)} m² outside its parent`];
    case 'duplicate':
      return [`${names}图形或编号重复`, `${quoted} are the same twice`];
    case 'point_outside_parent':
      return [`${names}的点位在上级范围之外`, `The point of ${quoted} lies outside its parent`];
  }
}

const area = (areaM2: number): string => areaM2.toFixed(areaM2 < 10 ? 1 : 0);
const suggestionOf = ({ kind }: Suggestion) => ({
  kind,
  message: { zh: SUGGESTION_WORDS[kind][0], en: SUGGESTION_WORDS[kind][1] },
});
