import { groupBy, type AreaLevel, type AreaNode, type AreaTree } from '../areas/index.ts';
import type { Uuid } from '../kernel/index.ts';
import { keyOfToken, type CaseLine, type Token } from './case-line.ts';
import type { CaseMapping } from './case-mapping.ts';
import { finding, type LineFinding } from './finding.ts';

/** An area that a file names and that is to come into being. */
export interface AreaToCreate {
  readonly key: string;
  readonly level: AreaLevel;
  readonly code: string | null;
  readonly name: string;
}

/** An area of ours that the file names by a code that we did not know. */
export interface CodeToLearn {
  readonly areaId: Uuid;
  readonly code: string;
}

/** Either an area of ours, or one that is to be created (by level and key). */
export type ResolvedArea = { readonly area: AreaNode } | { readonly toCreate: AreaToCreate };

export interface AreaResolution {
  readonly toCreate: readonly AreaToCreate[];
  readonly toLearn: readonly CodeToLearn[];
  readonly findings: readonly LineFinding[];
  of(level: AreaLevel, token: Token): ResolvedArea | undefined;
}

export interface ResolutionInput {
  readonly mapping: CaseMapping;
  readonly lines: readonly CaseLine[];
  readonly tree: AreaTree;
  /** The area in which all places of the file lie. */
  readonly rootId: Uuid;
}

const slot = (level: AreaLevel, token: Token): string => `${level}\n${token.id === null ? 'name' : 'id'}\n${keyOfToken(token)}`;

interface Seen {
  readonly level: AreaLevel;
  readonly token: Token;
  readonly line: number;
  readonly names: readonly string[];
  readonly count: number;
}

/**
 * Decides once for a whole file which area each code or name means. An area is known by the file's code, otherwise by the name that the code
 * most often stands with; its code is then learned. Two codes never share an area: the one used more often has it.
 */
export function resolveAreas({ mapping, lines, tree, rootId }: ResolutionInput): AreaResolution {
  const nodes = tree.subtree(rootId);
  const resolved = new Map<string, ResolvedArea>();
  const [toCreate, toLearn, findings]: [AreaToCreate[], CodeToLearn[], LineFinding[]] = [[], [], []];
  const taken = new Set<Uuid>();
  const missing: Seen[] = [];
  for (const seen of seenAreas(lines)) {
    const { level, token } = seen;
    const ofLevel = nodes.filter((node) => node.level === level);
    const known = ofLevel.find(
      (node) => node.codeSystem === mapping.codeSystem.id && node.code !== null && node.code === token.id,
    );
    const named =
      known ?? byName(ofLevel, seen.names, (node) => token.id === null || (node.code === null && !taken.has(node.id)));
    if (named !== undefined) {
      if (token.id !== null) taken.add(named.id);
      resolved.set(slot(level, token), { area: named });
      if (known === undefined && token.id !== null) {
        toLearn.push({ areaId: named.id, code: token.id });
        findings.push(finding(seen.line, 'area_code_learned', { value: token.id, other: named.name }));
      }
    } else missing.push(seen);
  }
  for (const { level, token, names, line } of creatable(missing, lines, mapping.createLevels)) {
    const created = { key: slot(level, token), level, code: token.id, name: names[0] ?? keyOfToken(token) };
    toCreate.push(created);
    resolved.set(created.key, { toCreate: created });
    findings.push(finding(line, 'area_created', { value: created.name }));
  }
  return { toCreate, toLearn, findings, of: (level, token) => resolved.get(slot(level, token)) };
}

/** Areas to create: those that a line needs which can be placed. A line that fails for another area of its own creates nothing. */
function creatable(missing: readonly Seen[], lines: readonly CaseLine[], createLevels: readonly AreaLevel[]): readonly Seen[] {
  const slotOf = ({ level, token }: Pick<Seen, 'level' | 'token'>): string => slot(level, token);
  const unknown = new Set(missing.filter(({ level }) => !createLevels.includes(level)).map(slotOf));
  const needed = new Set(
    lines.flatMap(({ areas }) => {
      const slots = areas.map(({ level, id, name }) => slot(level, { id, name }));
      return slots.some((one) => unknown.has(one)) ? [] : slots;
    }),
  );
  return missing.filter((seen) => createLevels.includes(seen.level) && needed.has(slotOf(seen)));
}

/** What the lines name, codes before bare names and the most used first. */
function seenAreas(lines: readonly CaseLine[]): Seen[] {
  const all = lines.flatMap(({ line, areas }) =>
    areas
      .filter(({ id, name }) => id !== null || name !== null)
      .map(({ level, id, name }) => ({ level, line, token: { id, name } })),
  );
  const groups = [...groupBy(all, ({ level, token }) => slot(level, token)).values()];
  const seen = groups.flatMap((group): Seen[] => {
    const [first] = group;
    if (first === undefined) return [];
    const byCount = [...groupBy(group, ({ token }) => token.name).entries()].toSorted(([, a], [, b]) => b.length - a.length);
    return [{ ...first, names: byCount.flatMap(([name]) => name ?? []), count: group.length }];
  });
  return seen.toSorted(
    (a, b) => Number(a.token.id === null) - Number(b.token.id === null) || b.count - a.count || a.line - b.line,
  );
}

function byName(nodes: readonly AreaNode[], names: readonly string[], fits: (node: AreaNode) => boolean): AreaNode | undefined {
  for (const name of names) {
    const found = nodes.filter((node) => fits(node) && (node.name === name || node.alias.includes(name)));
    if (found.length === 1) return found[0];
  }
  return undefined;
}

/** Where a line's case lies, with what has to be said of it; `null` when its place is not known. */
export interface LinePlace {
  readonly place: ResolvedArea | 'root';
  /** Areas that the line names and that do not lie above its place: the file's word is kept for statistics. */
  readonly elsewhere: readonly { readonly level: AreaLevel; readonly token: Token }[];
  readonly findings: readonly LineFinding[];
}

export function placeLine(
  input: Pick<ResolutionInput, 'mapping' | 'tree' | 'rootId'>,
  resolution: AreaResolution,
  { line, areas }: Pick<CaseLine, 'line' | 'areas'>,
): LinePlace | { readonly place: null; readonly findings: readonly LineFinding[] } {
  const { tree, rootId, mapping } = input;
  const given = areas.filter(({ id, name }) => id !== null || name !== null);
  const unknown = given.filter((area) => resolution.of(area.level, area) === undefined);
  if (unknown.length > 0) {
    const findings = unknown.map(({ level, id, name }) =>
      finding(line, 'area_unknown', { ...columnOf(mapping, level), value: [id, name].filter((part) => part !== null).join(' ') }),
    );
    return { place: null, findings };
  }
  const narrowest = given.at(-1);
  const found = narrowest === undefined ? undefined : resolution.of(narrowest.level, narrowest);
  const place = found ?? 'root';
  const placeName = place === 'root' ? (tree.byId(rootId)?.name ?? '') : 'area' in place ? place.area.name : place.toCreate.name;
  const findings: LineFinding[] = [];
  if (areas.length > 0 && narrowest !== areas.at(-1))
    findings.push(finding(line, 'area_missing', { ...columnOf(mapping, areas.at(-1)?.level), other: placeName }));
  if (
    place !== 'root' &&
    'area' in place &&
    narrowest?.name != null &&
    narrowest.name !== place.area.name &&
    !place.area.alias.includes(narrowest.name)
  )
    findings.push(
      finding(line, 'area_other_name', { ...columnOf(mapping, narrowest.level), value: narrowest.name, other: place.area.name }),
    );
  const elsewhere = given.slice(0, -1).filter((wider) => !liesIn(tree, place, resolution.of(wider.level, wider)));
  for (const wider of elsewhere) {
    const above =
      place !== 'root' && 'area' in place
        ? tree.ancestors(place.area.id).find(({ level }) => level === wider.level)?.name
        : undefined;
    if (above !== undefined)
      findings.push(
        finding(line, 'area_other_parent', { ...columnOf(mapping, wider.level), value: keyOfToken(wider), other: above }),
      );
  }
  return { place, elsewhere: elsewhere.map(({ level, id, name }) => ({ level, token: { id, name } })), findings };
}

function liesIn(tree: AreaTree, place: ResolvedArea | 'root', wider: ResolvedArea | undefined): boolean {
  return (
    place !== 'root' && 'area' in place && wider !== undefined && 'area' in wider && tree.isWithin(place.area.id, wider.area.id)
  );
}

function columnOf({ columns }: CaseMapping, level: AreaLevel | undefined): { column?: string } {
  const area = columns.areas.find((one) => one.level === level);
  const column = area?.name ?? area?.id;
  return column === undefined ? {} : { column };
}
