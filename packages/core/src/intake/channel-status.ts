import type { CaseState } from '../cases/index.ts';

/** What another system is told of a case: few words that every system has. */
export const CHANNEL_STATUSES = [
  'received',
  'accepted',
  'in_progress',
  'checking',
  'closed',
  'declined',
  'merged',
  'redirected',
  'withdrawn',
] as const;
export type ChannelStatus = (typeof CHANNEL_STATUSES)[number];

/** A case is told as closed when it was checked and closed, and at no moment before. */
export const CHANNEL_STATUS_OF: Readonly<Record<CaseState, ChannelStatus>> = {
  reported: 'received',
  pre_check: 'received',
  registering: 'received',
  filed: 'accepted',
  assigned: 'in_progress',
  handling: 'in_progress',
  deferred: 'in_progress',
  handled: 'checking',
  checking: 'checking',
  pending_close: 'checking',
  closed: 'closed',
  forced_close: 'closed',
  declined: 'declined',
  void: 'declined',
  merged: 'merged',
  redirected: 'redirected',
  withdrawn: 'withdrawn',
};
