import type { Position } from '../areas/position-input.tsx';

/** What is being entered. The reporter's contact is not part of it: it never lies around on a computer. */
export interface NewCaseDraft {
  readonly description: string;
  readonly categoryId: string | undefined;
  readonly place: string;
  readonly position: Position | undefined;
  /** Where no position is known. */
  readonly areaId: string | undefined;
  readonly channel: string | undefined;
  /** A day and a time as they were typed, empty for now. */
  readonly occurredAt: string;
  readonly urgency: 'normal' | 'urgent' | 'critical';
  readonly hazard: boolean;
  readonly handledResult: string;
  /** Photos that were sent already; the server keeps them for a while. */
  readonly photoIds: string[];
}

/** The same for every report of a desk, except the channel, which is the one that this desk used last. */
export const blankDraft = (channel: string | undefined): NewCaseDraft => ({
  description: '',
  categoryId: undefined,
  place: '',
  position: undefined,
  areaId: undefined,
  channel,
  occurredAt: '',
  urgency: 'normal',
  hazard: false,
  handledResult: '',
  photoIds: [],
});

const channelKey = (accountId: string): string => `gridward.desk-channel.${accountId}`;

/** The channel that somebody's desk takes reports from, remembered on this computer. */
export const deskChannel = (accountId: string): string | undefined => localStorage.getItem(channelKey(accountId)) ?? undefined;

export const rememberChannel = (accountId: string, channel: string): void => localStorage.setItem(channelKey(accountId), channel);
