import { MESSAGES, isMessageKey, type MessageKey, type ValuesOf } from './catalogue.ts';
import { fill, type Locale, type Message, type Values } from './message.ts';

type Arguments<K extends MessageKey> = [ValuesOf<K>] extends [never] ? [] : [Readonly<Record<ValuesOf<K>, string | number>>];

/** Speaks one language. */
export interface Translator {
  readonly locale: Locale;
  /** The text of a message; its values are asked for by type. */
  <K extends MessageKey>(key: K, ...values: Arguments<K>): string;
  /** The word for a value that came over the wire: `word('channel', 'phone')`; the value itself when there is none. */
  word(group: string, value: string): string;
  /** Words in a row, with the language's own comma. */
  list(words: readonly string[]): string;
  /** A label with its value, with the language's own colon. */
  pair(label: string, value: string): string;
  /** Text that came in both languages; Chinese where a list has no English. */
  pick(text: { readonly zh: string; readonly en: string | null }): string;
}

/** @param own a deployment's words, by the keys of the messages that they take the place of */
export function createTranslator(locale: Locale, own: Readonly<Record<string, Message>> = {}): Translator {
  const text = (message: Message): string => (locale === 'en' ? message.en : message.zh);
  const translate = (key: MessageKey, values: Values = {}): string => fill(text(own[key] ?? messageOf(key)), values, locale);
  const word = (group: string, value: string): string => {
    const key = `${group}.${value}`;
    return isMessageKey(key) ? text(own[key] ?? messageOf(key)) : value;
  };
  const pick: Translator['pick'] = ({ zh, en }) => (locale === 'en' && en !== null && en !== '' ? en : zh);
  const list = (words: readonly string[]): string => words.join(locale === 'en' ? ', ' : '、');
  const pair = (label: string, value: string): string => `${label}${locale === 'en' ? ': ' : '：'}${value}`;
  return Object.assign(translate as <K extends MessageKey>(key: K, ...values: Arguments<K>) => string, {
    locale,
    word,
    list,
    pair,
    pick,
  });
}

/** A page that forgot to bring its words shows the key, which the journeys look for on every screen. */
const messageOf = (key: string): Message => MESSAGES[key] ?? { zh: key, en: key };
