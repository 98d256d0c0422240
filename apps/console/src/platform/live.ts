import { addressOf, type LiveEvent } from '@gridward/contract';
import { useSyncExternalStore } from 'react';
import { askConnection, isOnline, onConnectionChange } from './connection.ts';
import { retryDelayMs } from './live-retry.ts';
import { CONSOLE_ROUTES } from './routes.ts';

/** The server lets itself be heard every fifteen seconds. */
const SILENCE_MS = 40_000;
/** A proxy that collects the stream lets nothing through: then lists are asked for as if there were none. */
const OPENS_WITHIN_MS = 10_000;
/** A tab that nobody looks at gives its connection back: a browser has six for all tabs together. */
const LEAVE_HIDDEN_MS = 20_000;

type Hear = (event: LiveEvent) => void;

const ears = new Set<Hear>();
const watchers = new Set<() => void>();
let source: EventSource | null = null;
let isOpen = false;
let isWanted = false;
let failures = 0;
/** Of the last message; what came after it is asked for when we come back. */
let position: number | undefined;
let retryTimer: ReturnType<typeof setTimeout> | undefined;
let silenceTimer: ReturnType<typeof setTimeout> | undefined;
let hiddenTimer: ReturnType<typeof setTimeout> | undefined;

function setOpen(next: boolean): void {
  if (next === isOpen) return;
  isOpen = next;
  for (const watcher of watchers) watcher();
}

function shut(): void {
  source?.close();
  source = null;
  clearTimeout(retryTimer);
  clearTimeout(silenceTimer);
  setOpen(false);
}

function expectWord(withinMs: number): void {
  clearTimeout(silenceTimer);
  silenceTimer = setTimeout(lose, withinMs);
}

/** The stream broke. Whether the server is away is for another question to say. */
function lose(): void {
  shut();
  if (!isWanted) return;
  failures += 1;
  retryTimer = setTimeout(open, retryDelayMs(failures, Math.random()));
  void askConnection();
}

function hear(message: MessageEvent<string>): void {
  if (message.lastEventId !== '') position = Number(message.lastEventId);
  expectWord(SILENCE_MS);
  failures = 0;
  setOpen(true);
  const event = JSON.parse(message.data) as LiveEvent;
  if (event.kind === 'end') stopLive();
  for (const ear of ears) ear(event);
}

function open(): void {
  if (!isWanted || source !== null || document.hidden) return;
  clearTimeout(retryTimer);
  source = new EventSource(addressOf(CONSOLE_ROUTES.watchEvents, { query: position === undefined ? {} : { after: position } }));
  source.addEventListener('message', hear);
  source.addEventListener('error', lose);
  expectWord(OPENS_WITHIN_MS);
}

function onVisibility(): void {
  clearTimeout(hiddenTimer);
  if (document.hidden) hiddenTimer = setTimeout(shut, LEAVE_HIDDEN_MS);
  else open();
}

function onNetwork(): void {
  void askConnection();
}

const onConnection = (): void => {
  if (!isOnline()) return;
  failures = 0;
  open();
};
let stopListening: (() => void) | undefined;

/** Begins to listen, once for the whole tab. */
export function startLive(): void {
  if (isWanted) return;
  isWanted = true;
  document.addEventListener('visibilitychange', onVisibility);
  window.addEventListener('online', onNetwork);
  window.addEventListener('offline', onNetwork);
  stopListening = onConnectionChange(onConnection);
  open();
}

export function stopLive(): void {
  isWanted = false;
  clearTimeout(hiddenTimer);
  document.removeEventListener('visibilitychange', onVisibility);
  window.removeEventListener('online', onNetwork);
  window.removeEventListener('offline', onNetwork);
  stopListening?.();
  shut();
}

/** Calls back with everything that is heard, until the returned function is called. */
export function onLive(ear: Hear): () => void {
  ears.add(ear);
  return () => ears.delete(ear);
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** Are we told what happens? Otherwise lists are asked for again and again. */
export const useIsLive = (): boolean => useSyncExternalStore(watch, () => isOpen);

const ASK_EVERY_MS = 30_000;
/** Lamps turn by the clock, which nobody tells of. */
const ASK_WHILE_LIVE_MS = 60_000;

/** How often what is on screen is read anew. */
export const useRefreshEveryMs = (): number => (useIsLive() ? ASK_WHILE_LIVE_MS : ASK_EVERY_MS);
