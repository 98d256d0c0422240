import type { CaseDetail } from '@gridward/contract';
import type { VerbForm } from './verb-forms.ts';

export type FormValues = Readonly<Record<string, unknown>>;

const isBlank = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0);

/** Until a day is until its end, by the reader's own time. */
const endOf = (day: string): string => new Date(`${day}T23:59:59`).toISOString();

function toWire(kind: string, value: unknown): unknown {
  if (kind === 'yes_no') return value === true || value === 'true';
  if (kind === 'until_day' && typeof value === 'string') return endOf(value);
  if (kind === 'check') return value === true;
  return value;
}

/** What is sent, from what was typed: nothing empty, and for an amendment nothing that stayed as it was. */
export function payloadOf(form: VerbForm, values: FormValues, detail: CaseDetail): Record<string, unknown> {
  const before = form.onlyChanged === true ? (form.initial?.(detail) ?? {}) : {};
  const entries = form.fields.flatMap(({ name, kind }): [string, unknown][] => {
    const value = values[name];
    if (isBlank(value)) return [];
    const wire = toWire(kind, value);
    return name in before && JSON.stringify(wire) === JSON.stringify(before[name]) ? [] : [[name, wire]];
  });
  return Object.fromEntries(entries);
}
