import { addOnClock, isEnd, type CaseCommand, type CaseCore, type Instant, type Uuid } from '@gridward/core';
import type { Birth, CaseLife, CasePictures, Cases, LifeActor } from '../../cases/index.ts';
import { SYSTEM_ACTOR } from '../../cases/index.ts';
import type { PictureKey } from './pictures.ts';

const MINUTE_MS = 60_000;
const SECOND_MS = 1_000;
/** What people take for a step whose time is used up already. */
const OVERTIME_MS = 4 * 3_600_000;
/** The platform's own hand, as the tick of every minute uses it. */
export const PLATFORM: LifeActor = { ...SYSTEM_ACTOR, postId: null, unitId: null };

/** A photo that somebody handed in on the way. */
export interface TalePhoto {
  readonly id: Uuid;
  readonly caseId: Uuid;
  readonly purpose: 'report' | 'before' | 'after' | 'evidence' | 'check' | 'pre_check';
  readonly picture: PictureKey;
  readonly at: Instant;
  readonly accountId: Uuid | null;
}

/** A case being told: every step after the one before, and the platform's ticks in between. */
export interface Tale {
  readonly life: CaseLife;
  readonly core: CaseCore;
  /** Of the latest step. */
  readonly at: Instant;
  readonly photos: readonly TalePhoto[];
  /** The report in the words in which it was given. */
  readonly spoken: string;
  readonly position: { readonly lng: number; readonly lat: number };
  /** Lets time pass until a moment: marks breaches, wakes what was deferred, lapses rulings that nobody made. */
  wait(until: Instant): void;
  act(command: CaseCommand, actor: LifeActor, at: Instant): void;
  /** The moment at which the running clock will have used this share of what was left of it. */
  moment(share: number): Instant;
  /** Keeps a photo for the command that hands it in. */
  photo(purpose: TalePhoto['purpose'], picture: PictureKey, actor: LifeActor, at: Instant): Uuid;
}

export interface TaleInput {
  readonly beginLife: Cases['bulk']['beginLife'];
  readonly pictures: CasePictures;
  readonly newId: () => Uuid;
  readonly birth: Birth & { readonly position: { readonly lng: number; readonly lat: number } };
  readonly reporter: LifeActor;
  readonly report: { readonly hazard: boolean; readonly handled?: { readonly result: string; readonly picture: PictureKey } };
}

export function beginTale({ beginLife, pictures, newId, birth, reporter, report }: TaleInput): Tale {
  const { calendar } = pictures.catalogue;
  const photos: TalePhoto[] = [];
  let at = birth.at;
  const photo: Tale['photo'] = (purpose, picture, actor, takenAt) => {
    const id = newId();
    photos.push({ id, caseId: birth.id, purpose, picture, at: takenAt, accountId: actor.accountId });
    return id;
  };
  const { hazard, handled } = report;
  const life = beginLife(
    pictures,
    birth,
    handled === undefined
      ? { verb: 'report', hazard }
      : {
          verb: 'report_handled',
          hazard,
          result: handled.result,
          photoIds: [photo('after', handled.picture, reporter, birth.at)],
        },
    reporter,
  );
  const move = (command: CaseCommand, actor: LifeActor, when: Instant): void => {
    at = Math.max(wholeSecond(when), at + SECOND_MS);
    life.move(command, actor, at);
  };
  const wait = (until: Instant): void => {
    for (let due = nextTick(life.core); due !== null && due.at <= until; due = nextTick(life.core)) {
      move(due.command, PLATFORM, due.at);
    }
  };
  return {
    life,
    get core() {
      return life.core;
    },
    get at() {
      return at;
    },
    photos,
    spoken: birth.description,
    position: birth.position,
    wait,
    act(command, actor, when) {
      wait(when);
      move(command, actor, when);
    },
    moment(share) {
      const { clock } = life.core;
      if (clock === null || clock.limit === null) return at + MINUTE_MS;
      const left = clock.limit.ms - clock.usedMs;
      if (left <= 0) return at + share * OVERTIME_MS;
      const reached = addOnClock(calendar, clock.limit.unit, clock.startedAt, left * share);
      return reached.ok ? Math.max(reached.value, at + SECOND_MS) : at + MINUTE_MS;
    },
    photo,
  };
}

const wholeSecond = (at: Instant): Instant => Math.round(at / SECOND_MS) * SECOND_MS;
/** The tick that first sees a moment as past. */
const tickAfter = (at: Instant): Instant => (Math.floor(at / MINUTE_MS) + 1) * MINUTE_MS;

/** What the platform would do next if nobody else did anything. */
function nextTick(core: CaseCore): { readonly at: Instant; readonly command: CaseCommand } | null {
  if (isEnd(core.state) || core.clock === null) return null;
  if (core.state === 'deferred') return { at: tickAfter(core.clock.dueAt), command: { verb: 'resume', reason: '' } };
  const lapse =
    core.request?.kind === 'return' ? { at: tickAfter(core.request.dueAt), command: { verb: 'lapse_return' } as const } : null;
  const breach = core.overdueAt === null ? { at: tickAfter(core.clock.dueAt), command: { verb: 'breach' } as const } : null;
  if (lapse === null || breach === null) return lapse ?? breach;
  return lapse.at <= breach.at ? lapse : breach;
}
