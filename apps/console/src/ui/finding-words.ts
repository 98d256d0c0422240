import type { FieldFinding } from '@gridward/contract';
import { isMessageKey, type Translator } from '@gridward/i18n';

/** Fields that the wire calls otherwise than the forms do. */
const CALLED: Readonly<Record<string, string>> = {
  accountId: 'assignee',
  attachmentIds: 'photos',
  text: 'urgeText',
};

/** What is wrong with a field, by its name on the forms; one that no form names keeps the name that it has on the wire. */
export function findingWords({ pointer, message, kind, limit = 0 }: FieldFinding, t: Translator): string {
  const name = pointer.split('/').findLast((part) => part !== '' && !/^\d+$/u.test(part)) ?? '';
  const words = kind === undefined ? message : wordsOf(kind, limit, t);
  return name === '' ? words : t.pair(labelOf(name, t), words);
}

function labelOf(name: string, t: Translator): string {
  const asked = [CALLED[name], name, name.replace(/Ids$/u, 's'), name.replace(/(Id|At|On)$/u, '')];
  const known = asked.find((called) => called !== undefined && isMessageKey(`field.${called}`));
  return known === undefined ? name : t.word('field', known);
}

const wordsOf = (kind: NonNullable<FieldFinding['kind']>, limit: number, t: Translator): string =>
  kind === 'missing' || kind === 'wrong' ? t(`finding.${kind}`) : t(`finding.${kind}`, { limit });
