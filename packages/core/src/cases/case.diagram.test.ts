import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { stateDiagram, transitionTable } from './case.diagram.ts';
import { TRANSITIONS } from './case.machine.ts';

const SPEC = readFileSync(new URL('./SPEC.md', import.meta.url), 'utf8');
const SOURCES = ['case.guard.ts', 'case.clock.ts', 'case.ts', 'case.effect.ts', 'case.machine.ts'];

describe('SPEC.md', () => {
  it('shows the table as it is', () => {
    expect(SPEC).toContain(`\n${transitionTable()}\n`);
  });

  it('shows the diagram as it is', () => {
    expect(SPEC).toContain(`\`\`\`mermaid\n${stateDiagram()}\n\`\`\``);
  });

  it('lists every rule that the code names', () => {
    const cited = SOURCES.flatMap((file) => readFileSync(new URL(file, import.meta.url), 'utf8').match(/\bCM\d\d\b/g) ?? []);
    expect(cited.length).toBeGreaterThan(20);
    expect([...new Set(cited)].filter((rule) => !SPEC.includes(`| ${rule} |`))).toEqual([]);
  });

  it('names each row and each guard once', () => {
    expect(new Set(TRANSITIONS.map(({ rule }) => rule)).size).toBe(TRANSITIONS.length);
    expect(TRANSITIONS.flatMap(({ guards }) => guards).filter(({ name }) => name === '')).toEqual([]);
  });

  it('draws one edge for each pair of states, with all verbs that lead along it', () => {
    const filed = TRANSITIONS.filter(({ verb }) => verb === 'file' || verb === 'take');
    expect(stateDiagram(filed).split('\n').slice(0, 3)).toEqual([
      'stateDiagram-v2',
      '  reported --> filed: file',
      '  registering --> filed: file',
    ]);
  });
});
