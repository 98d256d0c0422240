import { CHANNEL_STATUS_OF, type CaseState, type ChannelStatus, type ClosureKind } from '@gridward/core';

/** A report as a channel hands it over. Its external id makes handing it over twice harmless. */
export interface InboundReport {
  readonly externalId: string;
  readonly description: string;
  readonly category: { readonly codeSystem: string; readonly kind: 'event' | 'component' | 'service'; readonly code: string };
  /** A code of our tree, or a WGS84 position; one of them is needed. */
  readonly areaCode?: string | undefined;
  readonly position?: { readonly lng: number; readonly lat: number } | undefined;
  readonly place?: string | undefined;
  readonly requestKind?: string | undefined;
}

/** What a channel is told when a case of it moves. `seq` orders what is told of one case. */
export interface OutboundStatus {
  readonly externalId: string;
  readonly caseNumber: string;
  readonly status: string;
  readonly closureKind: ClosureKind | null;
  readonly seq: number;
  readonly at: string;
}

/** Reports that were fetched together; what became of them is told to the channel by `settle`. */
export interface InboundBatch {
  readonly name: string;
  readonly reports: readonly { readonly at: number; readonly value: InboundReport | null; readonly error: string | null }[];
  settle(outcome: {
    readonly accepted: number;
    readonly errors: readonly { readonly at: number; readonly error: string }[];
  }): Promise<void>;
}

/**
 * A way by which reports come in and their state goes back: hotline, department, another platform. An adapter only translates; who may report,
 * what is a duplicate and where a case goes is decided by us. Both directions may be repeated after a crash.
 */
export interface ChannelAdapter {
  fetch(channelId: string): Promise<readonly InboundBatch[]>;
  tell(channelId: string, status: OutboundStatus): Promise<void>;
}

/** The word for a state in the channel's own language, where its settings give one. */
export function statusFor(state: CaseState, names: Readonly<Partial<Record<ChannelStatus, string>>>): string {
  const status = CHANNEL_STATUS_OF[state];
  return names[status] ?? status;
}
