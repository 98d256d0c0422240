import type { reportBodySchema } from '@gridward/contract';
import type { Instant } from '@gridward/core';
import type { z } from 'zod';
import type { NewCaseDraft } from './draft.ts';

export interface ReporterValues {
  readonly name?: string | undefined;
  readonly phone?: string | undefined;
  readonly address?: string | undefined;
  readonly replyChannel?: 'none' | 'sms' | 'call' | 'visit' | 'letter' | undefined;
}

/** What the fields hold before anybody writes into them. */
export const NO_CONTACT: ReporterValues = { name: undefined, phone: undefined, address: undefined, replyChannel: 'none' };

type ReportBody = z.input<typeof reportBodySchema>;

const given = (text: string | undefined): string | undefined =>
  text === undefined || text.trim() === '' ? undefined : text.trim();

interface Besides {
  readonly handled: boolean;
  /** When it happened, where that is not now. */
  readonly occurredAt: Instant | null;
  readonly repeatOf: string | undefined;
}

/** What is sent for a new case. Contact that was left empty is not sent at all. */
export function reportBodyOf(
  values: NewCaseDraft & { readonly reporter?: ReporterValues | undefined },
  { handled, occurredAt, repeatOf }: Besides,
): ReportBody {
  const name = given(values.reporter?.name);
  const phone = given(values.reporter?.phone);
  const address = given(values.reporter?.address);
  const hasReporter = name !== undefined || phone !== undefined || address !== undefined;
  return {
    description: values.description,
    categoryId: values.categoryId ?? '',
    place: values.place ?? '',
    ...(values.position === undefined ? { areaId: values.areaId } : { position: values.position }),
    channel: values.channel ?? '',
    ...(occurredAt === null ? {} : { occurredAt: new Date(occurredAt).toISOString() }),
    urgency: values.urgency,
    hazard: values.hazard,
    attachmentIds: values.photoIds,
    ...(repeatOf === undefined ? {} : { repeatOf }),
    ...(hasReporter ? { reporter: { name, phone, address, replyChannel: values.reporter?.replyChannel ?? 'none' } } : {}),
    ...(handled ? { handledOnSpot: { result: values.handledResult } } : {}),
  };
}
