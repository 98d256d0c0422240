/** One message in both languages; neither can be left out. `{name}` is replaced, `{n:case|cases}` chooses a word by number. */
export interface Message {
  readonly zh: string;
  readonly en: string;
}

export type Locale = 'zh-CN' | 'en';
export const LOCALES: readonly Locale[] = ['zh-CN', 'en'];

type Head<S extends string> = S extends `${infer Name}:${string}` ? Name : S;

/** Names of the values that a text asks for. */
export type Placeholders<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? Head<Name> | Placeholders<Rest>
  : never;

export type Values = Readonly<Record<string, string | number>>;

/** A text with its values put in. A value that is not given stays visible as its name, which a test would find. */
export function fill(text: string, values: Values, locale: Locale): string {
  return text.replace(
    /\{(\w+)(?::([^|}]*)\|([^}]*))?\}/g,
    (whole, name: string, one: string | undefined, other: string | undefined) => {
      const value = values[name];
      if (value === undefined) return whole;
      if (one !== undefined) return Number(value) === 1 ? one : (other ?? one);
      return typeof value === 'number' ? value.toLocaleString(locale) : value;
    },
  );
}

/** Names of the values in a text, sorted; for comparing two languages. */
export const placeholdersOf = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{(\w+)/g)].map((match) => match[1] ?? ''))].sort();
