import { addOnClock, DAY_MS, limitMs, type Instant } from '@gridward/core';
import type { Told } from './past.ts';
import type { BeginOptions, Plot, Stage } from './stage.ts';
import { createSteps, type Steps } from './steps.ts';
import type { Tale } from './tale.ts';

const MINUTE_MS = 60_000;

type Wanted = (plot: Pick<Plot, 'row'>) => boolean;
/** How a case came to where it is, and how far along its present clock it is: over 1 is overdue. */
interface Scene {
  readonly name: string;
  readonly shares: readonly number[];
  readonly wanted?: Wanted;
  readonly options?: (stage: Stage) => BeginOptions & { readonly sealed?: boolean };
  readonly play: (context: SceneContext) => void;
}

interface SceneContext {
  readonly stage: Stage;
  readonly plot: Plot;
  readonly tale: Tale;
  readonly steps: Steps;
}

const noHazard: Wanted = ({ row }) => !row.hazard;
const hazard: Wanted = ({ row }) => row.hazard;
const inDays: Wanted = ({ row }) => !row.hazard && row.limit.unit === 'WD' && row.limit.value >= 2 && row.limit.value <= 7;
const sealed = () => ({ channel: 'hotline', sealed: true });

/** Minutes that the desks took on the way: short, so that the present step alone decides how the case stands. */
const PACE = { register: 3, file: 6, dispatch: 4, accept: 5, submit: 9, confirm: 5, pass: 8 } as const;
const pass = (minutes: number): number => minutes * MINUTE_MS;

function toFiled({ tale, steps }: SceneContext): void {
  steps.register(tale.at + pass(PACE.register));
  steps.file(tale.at + pass(PACE.file));
}
function toAssigned(context: SceneContext): void {
  toFiled(context);
  context.steps.dispatch(context.plot.lead, context.tale.at + pass(PACE.dispatch));
}
function toHandling(context: SceneContext): void {
  toAssigned(context);
  context.steps.accept(context.tale.at + pass(PACE.accept));
}
function toHandled(context: SceneContext): void {
  toHandling(context);
  if (context.plot.row.hazard) context.steps.makeSafe(context.tale.at + pass(3));
  context.steps.submit(context.tale.at + pass(PACE.submit));
}
function toChecking(context: SceneContext): void {
  toHandled(context);
  context.steps.confirm(context.tale.at + pass(PACE.confirm));
}

const nothing = (): void => undefined;

/** The open cases: every state, in time, amber and overdue, and everything that people argue about. */
const SCENES: readonly Scene[] = [
  { name: 'reported', shares: [0.1, 0.2, 0.3, 0.5, 0.6, 0.8, 0.9, 3, 8], options: sealed, play: nothing },
  { name: 'pre_check', shares: [0.2, 0.4, 0.7, 0.9, 2, 5], play: ({ tale, steps }) => steps.orderPreCheck(tale.at + pass(2)) },
  {
    name: 'registering',
    shares: [0.1, 0.3, 0.5, 0.8, 1.5],
    play: ({ tale, steps }) => steps.register(tale.at + pass(PACE.register)),
  },
  {
    name: 'checked on site',
    shares: [0.3, 0.6],
    play({ tale, steps }) {
      steps.orderPreCheck(tale.at + pass(2));
      steps.preCheck(true, tale.at + pass(20));
    },
  },
  { name: 'filed', shares: [0.1, 0.3, 0.4, 0.6, 0.8, 0.9, 1.6, 4], play: toFiled },
  { name: 'assigned', shares: [0.02, 0.05, 0.08, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 1.2, 1.6], wanted: noHazard, play: toAssigned },
  { name: 'hazard, not made safe', shares: [0.05, 0.1, 0.3, 0.6, 1.5], wanted: hazard, options: sealed, play: toAssigned },
  {
    name: 'hazard, made safe',
    shares: [0.4, 0.6, 0.85, 2],
    wanted: hazard,
    play(context) {
      toHandling(context);
      context.steps.makeSafe(context.tale.at + pass(4));
    },
  },
  {
    name: 'handling',
    shares: [
      0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.8, 0.85, 0.9, 0.95, 1.05, 1.1, 1.3, 1.5, 1.8, 2.2,
    ],
    wanted: noHazard,
    play: toHandling,
  },
  {
    name: 'handling, sealed reporter',
    shares: [0.2, 0.4, 0.6, 0.8, 1.2, 1.7],
    wanted: inDays,
    options: sealed,
    play: toHandling,
  },
  {
    name: 'assigned to a person',
    shares: [0.3, 0.5, 0.75, 1.15],
    wanted: inDays,
    play(context) {
      toAssigned(context);
      context.steps.assign(context.tale.at + pass(PACE.accept));
    },
  },
  {
    name: 'return asked for',
    shares: [0.1, 0.1, 0.15, 0.2, 0.25],
    wanted: inDays,
    play(context) {
      toHandling(context);
      const { stage, tale, steps, plot } = context;
      steps.askReturn(plot.lead === 'traffic' ? 'housing' : 'traffic', asked(stage, tale));
    },
  },
  {
    name: 'extension asked for',
    shares: [0.5, 0.7, 0.8, 0.9],
    wanted: inDays,
    play(context) {
      toHandling(context);
      context.steps.askExtension(asked(context.stage, context.tale));
    },
  },
  {
    name: 'deferral asked for',
    shares: [0.3, 0.5, 0.6, 0.7],
    wanted: inDays,
    play(context) {
      toHandling(context);
      const { stage, tale, steps } = context;
      steps.askDeferral(stage.now + stage.chance.int(20, 120) * DAY_MS, asked(stage, tale));
    },
  },
  {
    name: 'extended',
    shares: [0.6, 0.8, 0.9],
    wanted: inDays,
    play(context) {
      toHandling(context);
      const { stage, tale, steps } = context;
      steps.askExtension(between(tale, stage, 0.4));
      steps.ruleExtension(true, between(tale, stage, 0.3));
    },
  },
  {
    name: 'deferred',
    shares: [0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9],
    wanted: inDays,
    play(context) {
      toHandling(context);
      const { stage, tale, steps } = context;
      steps.askDeferral(stage.now + stage.chance.int(10, 150) * DAY_MS, between(tale, stage, 0.3));
      steps.ruleDeferral(true, between(tale, stage, 0.2));
    },
  },
  {
    name: 'lapsed to the fallback',
    shares: [1.2, 6],
    wanted: inDays,
    play(context) {
      toHandling(context);
      context.steps.askReturn('traffic', context.tale.at + pass(30));
    },
  },
  { name: 'handled', shares: [0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 0.9, 1.4, 2], play: toHandled },
  { name: 'checking', shares: [0.1, 0.2, 0.3, 0.5, 0.6, 0.8, 0.9, 1.5, 3], play: toChecking },
  {
    name: 'handled on the spot',
    shares: [0.2, 0.5, 0.8],
    options: () => ({ channel: 'patrol', handledOnSpot: true }),
    play: nothing,
  },
  {
    name: 'checked',
    shares: [0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9, 1.3],
    play(context) {
      toChecking(context);
      context.steps.pass(context.tale.at + pass(PACE.pass));
    },
  },
  {
    name: 'to be done again',
    shares: [0.2, 0.4, 0.6, 0.8, 1.1],
    wanted: inDays,
    play(context) {
      toChecking(context);
      context.steps.fail(context.tale.at + pass(PACE.pass));
    },
  },
  {
    name: 'sent back',
    shares: [0.3, 0.7],
    wanted: inDays,
    play(context) {
      toHandled(context);
      context.steps.sendBack(context.tale.at + pass(PACE.confirm));
    },
  },
  {
    name: 'never solved',
    shares: [0.4],
    wanted: inDays,
    play(context) {
      toChecking(context);
      const { tale, steps } = context;
      for (let round = 0; round < 3; round += 1) {
        steps.fail(tale.at + pass(PACE.pass));
        steps.submit(tale.at + pass(PACE.submit));
        steps.confirm(tale.at + pass(PACE.confirm));
      }
      steps.fail(tale.at + pass(PACE.pass));
    },
  },
  {
    name: 'reopened',
    shares: [0.3, 0.7, 1.8],
    options: sealed,
    play(context) {
      toChecking(context);
      const { tale, steps } = context;
      steps.pass(tale.at + pass(PACE.pass));
      steps.close(tale.at + pass(5));
      steps.reopen(tale.at + pass(40));
    },
  },
  {
    name: 'reopened, handled again',
    shares: [0.3, 0.6],
    wanted: inDays,
    play(context) {
      toChecking(context);
      const { tale, steps, plot } = context;
      steps.pass(tale.at + pass(PACE.pass));
      steps.close(tale.at + pass(5));
      steps.reopen(tale.at + pass(40));
      steps.dispatch(plot.lead, tale.at + pass(PACE.dispatch));
      steps.accept(tale.at + pass(PACE.accept));
    },
  },
];

/** What somebody adds who does not know that a report is read by many: the screening covers it. */
const ASIDES = ['请打我电话13800000101。', '我的手机是13800000102，随时可联系。', '联系人电话13800000103。'] as const;

/** Every open case of the demonstration. */
export function* tellOpen(stage: Stage): Generator<Told> {
  let aside = 0;
  for (const scene of SCENES) {
    for (const share of scene.shares) {
      const told = tellScene(stage, scene, share, scene.options === sealed ? ASIDES[aside++] : undefined);
      yield told;
      if (scene.name === 'reported' && share < 0.5) yield again(stage, told);
    }
  }
}

function tellScene(stage: Stage, scene: Scene, share: number, aside: string | undefined): Told {
  const plot = stage.plot(new Date(stage.now).getUTCMonth() + 1, (_plan, row) => scene.wanted?.({ row }) ?? true);
  const options = { ...scene.options?.(stage), ...(aside === undefined ? {} : { aside }) };
  const reportedAt = startOf(stage, scene, plot, options, share);
  const tale = tellFrom(stage, scene, plot, options, reportedAt);
  tale.wait(stage.now);
  return { tale, plot, reportedAt, sealed: options.sealed === true };
}

function tellFrom(stage: Stage, scene: Scene, plot: Plot, options: BeginOptions, at: Instant): Tale {
  const tale = stage.begin(plot, at, options);
  const steps = createSteps(stage, tale, plot);
  if (options.handledOnSpot !== true && stage.chance.happens(0.6)) steps.reportPhoto(at);
  scene.play({ stage, plot, tale, steps });
  return tale;
}

/** Minutes of the desks before the step in which the case now is. */
const WAY: Readonly<Record<string, number>> = {
  reported: 0,
  'handled on the spot': 0,
  pre_check: 2,
  registering: 3,
  'checked on site': 22,
  filed: 9,
  handled: 27,
  checking: 32,
  checked: 40,
  reopened: 85,
};
const TO_DISPATCH = PACE.register + PACE.file + PACE.dispatch;

/** When it must have been reported so that its present clock has run as far as the scene says. */
function startOf(stage: Stage, scene: Scene, plot: Plot, options: BeginOptions, share: number): Instant {
  const { calendar, stepLimits } = stage.pictures.catalogue;
  const step = STEP_OF[scene.name];
  const limit = step === undefined ? plot.row.limit : stepLimits[step];
  const started = addOnClock(calendar, limit.unit, stage.now, -limitMs(calendar, limit) * share);
  const way = WAY[scene.name] ?? TO_DISPATCH + (scene.name.startsWith('reopened') ? 85 : 0);
  const at =
    Math.min(started.ok ? started.value : stage.now, stage.now - 2 * MINUTE_MS) -
    pass(way + (plot.row.hazard && step !== undefined ? 3 : 0));
  // Desks are quick, yet each needs its minutes: a limit of hours must have room for them.
  return Math.floor(Math.min(at, stage.now - pass(leastOf(scene, options))) / 1_000) * 1_000;
}

const STEP_OF: Readonly<Record<string, 'intake' | 'pre_check' | 'registering' | 'dispatch' | 'feedback' | 'check' | 'closing'>> =
  {
    reported: 'intake',
    'handled on the spot': 'check',
    pre_check: 'pre_check',
    registering: 'registering',
    'checked on site': 'registering',
    filed: 'dispatch',
    handled: 'feedback',
    checking: 'check',
    checked: 'closing',
    reopened: 'dispatch',
  };

/** Minutes that the way takes at the least, present step included. */
function leastOf({ name }: Scene, { handledOnSpot }: BeginOptions): number {
  if (handledOnSpot === true || name === 'reported') return 1;
  if (name === 'never solved') return 130;
  if (name.startsWith('reopened')) return 100;
  if (name === 'to be done again' || name === 'sent back') return 48;
  return (WAY[name] ?? 26) + 1;
}

/** A moment this share of the time that is left until now. */
const between = (tale: Tale, stage: Stage, share: number): Instant => tale.at + Math.max(1_000, (stage.now - tale.at) * share);
/** An hour or two ago, and in any case after the case came: asked long enough ago to be seen, not so long that it lapsed. */
const asked = (stage: Stage, tale: Tale): Instant => Math.max(tale.at + 1_000, stage.now - stage.chance.int(10, 110) * MINUTE_MS);

/** Somebody else tells of the same thing: same matter, a few steps away, some minutes later. */
function again(stage: Stage, { tale, plot }: Told): Told {
  const at = Math.min(tale.at + pass(stage.chance.int(1, 4)), stage.now - 20_000);
  const twin = stage.begin(plot, at, {
    channel: 'portal',
    place: { text: tale.life.place, position: { lng: tale.position.lng + 0.00012, lat: tale.position.lat - 0.00008 } },
  });
  twin.wait(stage.now);
  return { tale: twin, plot, reportedAt: at, sealed: false };
}
