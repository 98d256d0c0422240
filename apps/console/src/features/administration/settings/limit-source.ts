import { createTranslator, type Translator } from '@gridward/i18n';

interface Sourced {
  readonly step: string;
  readonly from: 'edited' | 'model' | 'delivered';
  readonly source: string;
}

const BOTH = [createTranslator('zh-CN'), createTranslator('en')];

/**
 * Where a limit comes from. The delivered ones have their words in both languages; where somebody kept or put back those words of one
 * language, they are still read in the other.
 */
export function sourceOf({ step, from, source }: Sourced, t: Translator): string {
  const isDelivered = from === 'delivered' || BOTH.some((each) => each.word('settings.sourceOf', step) === source);
  return isDelivered ? t.word('settings.sourceOf', step) : source;
}
