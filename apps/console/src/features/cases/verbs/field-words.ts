import type { Formatter, Translator } from '@gridward/i18n';
import type { VerbField } from './verb-forms.ts';

/** What a value is put into words with. */
export interface Say {
  readonly t: Translator;
  readonly format: Formatter;
  /** What an id stands for; nothing when that is not known. */
  readonly nameOf: (id: string) => string | undefined;
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

function choiceOf({ options }: Pick<VerbField, 'options'>, value: unknown, { t }: Say): string | undefined {
  const chosen = options?.find((option) => option.value === String(value));
  return chosen === undefined ? undefined : t(chosen.label);
}

/** A moment of the journal, or the civil day that a form holds. */
function dayOf(value: unknown, { format }: Say): string | undefined {
  const text = textOf(value);
  if (text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text)) return text;
  const at = typeof value === 'number' ? value : Date.parse(text ?? '');
  return Number.isNaN(at) ? undefined : format.date(at);
}

function positionOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('lng' in value) || !('lat' in value)) return undefined;
  const { lng, lat } = value;
  return typeof lng === 'number' && typeof lat === 'number' ? `${lng.toFixed(5)}, ${lat.toFixed(5)}` : undefined;
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function namesOf(value: unknown, { t, nameOf }: Say): string | undefined {
  const names = listOf(value).flatMap((id) => (typeof id === 'string' ? (nameOf(id) ?? []) : []));
  return names.length === 0 ? undefined : t.list(names);
}

/** The value of a field as a reader understands it; nothing where there is nothing to say. An id is never shown. */
export function fieldWords(field: Pick<VerbField, 'kind' | 'options'>, value: unknown, say: Say): string | undefined {
  switch (field.kind) {
    case 'long_text':
    case 'line':
    case 'extension_reason':
    case 'ready_explanation':
    case 'statutory_channel':
      return textOf(value);
    case 'photos': {
      const count = listOf(value).length;
      return count === 0 ? undefined : say.t('told.photos', { count });
    }
    case 'unit':
    case 'lead_unit':
    case 'counter_unit':
    case 'person':
    case 'standard_row':
    case 'case':
    case 'category':
    case 'area':
      return typeof value === 'string' ? say.nameOf(value) : undefined;
    case 'units':
      return namesOf(value, say);
    case 'position':
      return positionOf(value);
    case 'check':
      return typeof value === 'boolean' ? say.t(value ? 'app.yes' : 'app.no') : undefined;
    case 'yes_no':
    case 'choice':
      return choiceOf(field, value, say);
    case 'until_day':
      return dayOf(value, say);
  }
}
