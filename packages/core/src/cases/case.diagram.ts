import { END_STATES, type CaseState } from './case.ts';
import { TRANSITIONS, type Transition } from './case.machine.ts';

/** The machine as a Markdown table, one row a verb: what SPEC.md and the documentation show. */
export function transitionTable(transitions: readonly Transition[] = TRANSITIONS): string {
  const head = ['| rule | verb | from | to | who | guards | clock |', '|---|---|---|---|---|---|---|'];
  return [...head, ...transitions.map(tableRow)].join('\n');
}

function tableRow({ rule, verb, from, to, party, permission, guards, clock }: Transition): string {
  const who = party.map((one) => (one === 'staff' ? `\`${permission ?? "the desk's permission"}\`` : one)).join(', ');
  const target = to === 'same' ? '(same)' : to.join(', ');
  const source = from.length === 0 ? '(new)' : from.join(', ');
  return `| ${rule} | ${verb} | ${source} | ${target} | ${who} | ${guards.map((guard) => guard.name).join(', ') || '–'} | ${clock} |`;
}

/** The machine as a Mermaid state diagram; verbs that leave the state as it is are left out. */
export function stateDiagram(transitions: readonly Transition[] = TRANSITIONS): string {
  const verbsOf = new Map<string, string[]>();
  for (const { verb, from, to } of transitions) {
    for (const source of from.length === 0 ? ['[*]'] : from) {
      for (const target of to === 'same' ? [] : to) {
        const edge = `${source} --> ${target}`;
        if (source !== target) verbsOf.set(edge, [...(verbsOf.get(edge) ?? []), verb]);
      }
    }
  }
  const edges = [...verbsOf].map(([edge, verbs]) => `  ${edge}: ${verbs.join(', ')}`);
  const ends = END_STATES.map((state: CaseState) => `  ${state} --> [*]`);
  return ['stateDiagram-v2', ...edges, ...ends].join('\n');
}
