import type { Message, Placeholders } from './message.ts';
import { closures, clockKinds, duties, lamps, requests, stages, states, urgencies, verbs } from './messages/cases.ts';
import { forms } from './messages/forms.ts';
import { insight } from './messages/insight.ts';
import { shell } from './messages/shell.ts';
import { work } from './messages/work.ts';

/** Every message of the interface, Chinese first. */
export const MESSAGES = {
  ...shell,
  ...work,
  ...forms,
  ...insight,
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

export type MessageKey = keyof typeof MESSAGES;

/** The values that a message asks for, by name. */
export type ValuesOf<K extends MessageKey> = Placeholders<(typeof MESSAGES)[K]['zh']>;

/** Messages that ask for nothing; what tables of labels may name. */
export type PlainKey = { [K in MessageKey]: ValuesOf<K> extends never ? K : never }[MessageKey];

export const isMessageKey = (key: string): key is MessageKey => Object.hasOwn(MESSAGES, key);
