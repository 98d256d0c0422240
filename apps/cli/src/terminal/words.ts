import type { Locale } from '@gridward/i18n';

/** What is said to the operator, in both languages. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

export const inLanguage = (words: Words, locale: Locale): string => (locale === 'en' ? words.en : words.zh);

/** A command cannot be carried out; the words say why and what to do. Ends the program with code 1. */
export class Refusal extends Error {
  readonly words: Words;

  constructor(words: Words, options?: ErrorOptions) {
    super(words.en, options);
    this.name = 'Refusal';
    this.words = words;
  }
}
