export { MESSAGES, isMessageKey, type MessageKey, type PlainKey, type ValuesOf } from './catalogue.ts';
export { createFormatter, type FormatOptions, type Formatter } from './format.ts';
export { LOCALES, type Locale, type Message } from './message.ts';
export { createTranslator, type Translator } from './translator.ts';
