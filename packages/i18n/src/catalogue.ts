import type { Message, Placeholders } from './message.ts';
import { closures, clockKinds, duties, lamps, requests, stages, states, urgencies, verbs } from './messages/cases.ts';
import type { checking } from './messages/checking.ts';
import type { command } from './messages/command.ts';
import type { desk } from './messages/desk.ts';
import type { dispatching } from './messages/dispatching.ts';
import type { entering } from './messages/entering.ts';
import { forms } from './messages/forms.ts';
import type { insight } from './messages/insight.ts';
import { live } from './messages/live.ts';
import type { listing } from './messages/listing.ts';
import type { mapping } from './messages/mapping.ts';
import type { organising } from './messages/organising.ts';
import type { rulebook } from './messages/rulebook.ts';
import { shell } from './messages/shell.ts';
import type { upkeep } from './messages/upkeep.ts';
import { work } from './messages/work.ts';

/** What the first screen needs. */
const FIRST = {
  ...shell,
  ...work,
  ...live,
  ...forms,
  ...states,
  ...stages,
  ...verbs,
  ...duties,
  ...clockKinds,
  ...closures,
  ...requests,
  ...lamps,
  ...urgencies,
} as const satisfies Record<string, Message>;

/** Groups that come with the pages that use them: such a page imports `@gridward/i18n/words/<group>`. */
type Later = typeof mapping &
  typeof desk &
  typeof dispatching &
  typeof command &
  typeof checking &
  typeof organising &
  typeof entering &
  typeof insight &
  typeof listing &
  typeof rulebook &
  typeof upkeep;
type Catalogue = typeof FIRST & Later;

/** Every message that was learned so far, Chinese first. */
export const MESSAGES: Readonly<Record<string, Message>> & typeof FIRST = { ...FIRST };

/** Adds a group of messages, once and for good. */
export function learn(group: Readonly<Record<string, Message>>): void {
  Object.assign(MESSAGES, group);
}

export type MessageKey = keyof Catalogue;

/** The values that a message asks for, by name. */
export type ValuesOf<K extends MessageKey> = Placeholders<Catalogue[K]['zh']>;

/** Messages that ask for nothing; what tables of labels may name. */
export type PlainKey = { [K in MessageKey]: ValuesOf<K> extends never ? K : never }[MessageKey];

/** Whether there is such a message, among those learned so far. */
export const isMessageKey = (key: string): key is MessageKey => Object.hasOwn(MESSAGES, key);
