import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { checkCompleteModel, checkDistinct, checkModel, type ModelFault } from './model.check.ts';
import { completeModel, modelVersionOf, type CompleteModel, type GovernanceModel } from './model.ts';

const delivered: unknown = JSON.parse(readFileSync(new URL('../../../../models/default/model.json', import.meta.url), 'utf8'));
const read = checkCompleteModel(delivered);
if (!read.ok) throw new Error(JSON.stringify(read.error));
const base: CompleteModel = read.value;
const own = {
  ...base,
  id: 'somewhere',
  stages: {},
  states: {},
  steps: {},
  duties: {},
  roles: {},
  levels: {},
  channels: [],
} satisfies GovernanceModel;
const faultsOf = (input: unknown): readonly ModelFault[] => {
  const checked = checkModel(input);
  return checked.ok ? [] : checked.error;
};

it('accepts the delivered default, with distinct names', () => {
  expect(checkDistinct(base)).toEqual([]);
  expect(base.stepsOff).toEqual([]);
  expect(modelVersionOf(base)).toBe('default@2026.1');
});

it('takes over what a model leaves out', () => {
  const complete = completeModel(
    {
      ...own,
      stages: { check: { zh: '核实', en: 'Verification' } },
      channels: [{ id: 'patrol', kind: 'patrol', name: { zh: '巡查', en: 'Round' } }],
    },
    base,
  );
  expect(complete.stages.check.zh).toBe('核实');
  expect(complete.stages.file).toEqual(base.stages.file);
  expect(complete.channels.filter(({ id }) => id === 'patrol')).toEqual([
    { id: 'patrol', kind: 'patrol', name: { zh: '巡查', en: 'Round' } },
  ]);
  expect(complete.channels).toHaveLength(base.channels.length);
  expect(complete.levels).toEqual(base.levels);
});

it('GM03 only the check before filing can be switched off', () => {
  expect(faultsOf({ ...own, stepsOff: ['pre_check'] })).toEqual([]);
  for (const step of ['check', 'closing', 'dispatch', 'owner', 'clock', 'verification', 3]) {
    expect(faultsOf({ ...own, stepsOff: ['pre_check', step] })).toEqual([{ rule: 'GM03', pointer: '/stepsOff/1' }]);
  }
  expect(faultsOf({ ...own, stepsOff: 'pre_check' })).toEqual([{ rule: 'GM03', pointer: '/stepsOff/0' }]);
});

it('GM01 JY-21 names every stage as a place likes, and has no part by which the case machine could be reached', () => {
  const stages = Object.fromEntries(Object.keys(base.stages).map((stage) => [stage, { zh: `本地${stage}`, en: `Our ${stage}` }]));
  expect(faultsOf({ ...own, stages })).toEqual([]);
  expect(faultsOf({ ...own, stages: { patrol: { zh: '源头发现', en: 'Finding' } } })).toEqual([
    { rule: 'GM01', pointer: '/stages/patrol' },
  ]);
  expect(faultsOf({ ...own, verbs: {} })).toEqual([{ rule: 'GM01', pointer: '/verbs' }]);
  expect(faultsOf({ ...own, states: { solved: { zh: '已解决', en: 'Solved' } } })).toEqual([
    { rule: 'GM01', pointer: '/states/solved' },
  ]);
  expect(faultsOf({ ...own, channels: [{ id: 'x', kind: 'rumour', name: { zh: '传言', en: 'Rumour' } }] })).toEqual([
    { rule: 'GM01', pointer: '/channels/0' },
  ]);
  const { source: _source, ...less } = own;
  expect(faultsOf(less)).toContainEqual({ rule: 'GM01', pointer: '/source' });
  expect(faultsOf('text')).toEqual([{ rule: 'GM01', pointer: '' }]);
});

it('GM02 wants both languages', () => {
  expect(faultsOf({ ...own, stages: { check: { zh: '核查' } } })).toEqual([{ rule: 'GM02', pointer: '/stages/check' }]);
  const { check: _check, ...stages } = base.stages;
  expect(checkCompleteModel({ ...base, stages })).toEqual({ ok: false, error: [{ rule: 'GM02', pointer: '/stages/check' }] });
});

it.each([
  ['intake', { value: 0, unit: 'UM' }],
  ['intake', { value: 1.5, unit: 'WH' }],
  ['intake', { value: 1, unit: 'week' }],
  ['intake', null],
  ['handling', { value: 1, unit: 'WD' }],
])('GM04 refuses the limit of %s: %j', (step, limit) => {
  expect(faultsOf({ ...own, stepLimits: { [step]: limit } })).toEqual([{ rule: 'GM04', pointer: `/stepLimits/${step}` }]);
});

it('GM05 sees two ends of one name, also when one of them was taken over', () => {
  const complete = completeModel({ ...own, states: { forced_close: { zh: base.states.closed.zh, en: 'Closed' } } }, base);
  expect(checkDistinct(complete)).toEqual([{ rule: 'GM05', pointer: '/states/forced_close' }]);
});

it('GM06 JD-22 a ruling takes at most one working day in every unit', () => {
  for (const limit of [
    { value: 1, unit: 'WD' },
    { value: 8, unit: 'WH' },
    { value: 24, unit: 'UH' },
  ]) {
    expect(faultsOf({ ...own, stepLimits: { ruling: limit } })).toEqual([]);
    expect(faultsOf({ ...own, stepLimits: { ruling: { ...limit, value: limit.value + 1 } } })).toEqual([
      { rule: 'GM06', pointer: '/stepLimits/ruling' },
    ]);
  }
});

it.each([
  ['/id', { id: 'Pu Tuo' }],
  ['/regionCode', { regionCode: '31' }],
  ['/timeZone', { timeZone: 'Mars/Base' }],
  ['/levels', { levels: { community: { zh: '社区', en: 'Community' } } }],
  ['/version', { version: '' }],
])('GM07 refuses a malformed %s', (pointer, change) => {
  expect(faultsOf({ ...own, ...change })).toEqual([{ rule: 'GM07', pointer }]);
});
