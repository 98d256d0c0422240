import type { Translator } from '@gridward/i18n';

/** What a job says of its last run, such as `moved 3, reminded 0`, in the words of the reader; anything else is shown as it is. */
export function jobWords(detail: string | null, t: Translator): string {
  if (detail === null || detail === '') return '';
  const parts = detail.split(', ').map((part) => /^([a-z]+) (\d+)$/.exec(part));
  if (parts.some((part) => part === null)) return detail;
  return t.list(parts.map((part) => `${t.word('health.fact', part?.[1] ?? '')} ${part?.[2] ?? ''}`));
}
