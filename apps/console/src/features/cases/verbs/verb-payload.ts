import type { CaseDetail } from '@gridward/contract';
import { momentsOf } from '@gridward/core';
import type { VerbForm } from './verb-forms.ts';

export type FormValues = Readonly<Record<string, unknown>>;

/** Nothing was filled in. */
export const isBlank = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0);

const SECOND_MS = 1000;

/** Until a day is until its last second, on the clocks of the deployment, wherever the reader sits. */
const endOf = (day: string, timeZone: string): string =>
  new Date(momentsOf({ from: day, to: day }, timeZone).before - SECOND_MS).toISOString();

function toWire(kind: string, value: unknown, timeZone: string): unknown {
  if (kind === 'yes_no') return value === true || value === 'true';
  if (kind === 'until_day' && typeof value === 'string') return endOf(value, timeZone);
  if (kind === 'check') return value === true;
  return value;
}

/**
 * What is sent, from what was typed: nothing empty, and for an amendment nothing that stayed as it was.
 * @param timeZone of the deployment
 */
export function payloadOf(form: VerbForm, values: FormValues, detail: CaseDetail, timeZone: string): Record<string, unknown> {
  const before = form.onlyChanged === true ? (form.initial?.(detail) ?? {}) : {};
  const entries = form.fields.flatMap(({ name, kind }): [string, unknown][] => {
    const value = values[name];
    if (isBlank(value)) return [];
    const wire = toWire(kind, value, timeZone);
    return name in before && JSON.stringify(wire) === JSON.stringify(before[name]) ? [] : [[name, wire]];
  });
  return Object.fromEntries(entries);
}
