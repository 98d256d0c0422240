import type { Page, Response } from 'playwright-core';

/** What must not happen on a page, collected while somebody works on it. */
export interface Watch {
  /** Everything that went wrong and was not announced. */
  readonly faults: readonly string[];
  /**
   * Runs a part of a journey in which the server is to refuse. Each status must occur, or the test proves nothing.
   */
  refusing(statuses: readonly number[], part: () => Promise<void>): Promise<void>;
  /** A host that the journey itself runs, and that pages may ask. */
  knows(host: string): void;
  /** Runs a part of a journey without a network. */
  unreachable(part: () => Promise<void>): Promise<void>;
}

/** Chromium reports a refused request on the console, too; the response itself is judged here. */
const REPORTED_BY_RESPONSE = 'Failed to load resource';
/** A list that is asked for anew drops the request before it. */
const DROPPED = 'net::ERR_ABORTED';

/** Whoever is not signed in is told so by the first question of every page. */
const isFirstQuestion = (response: Response): boolean =>
  response.status() === 401 && response.request().method() === 'GET' && response.url().endsWith('/api/v1/session');

/** Watches a page from before its first request. */
export function watchPage(page: Page, origin: string): Watch {
  const faults: string[] = [];
  let allowed: readonly number[] = [];
  let isCutOff = false;
  const seen = new Set<number>();
  const hosts = [origin];
  const isOurs = (url: string): boolean => hosts.some((host) => url.startsWith(`${host}/`)) || /^(data|blob):/.test(url);

  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith(REPORTED_BY_RESPONSE)) faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`page error: ${error.stack ?? error.message}`));
  page.on('request', (request) => {
    if (!isOurs(request.url())) faults.push(`request to another host: ${request.url()}`);
  });
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? '';
    if (reason !== DROPPED && !isCutOff) faults.push(`request failed: ${request.method()} ${request.url()} ${reason}`);
  });
  page.on('response', (response) => {
    if (response.status() < 400 || isFirstQuestion(response)) return;
    seen.add(response.status());
    if (!allowed.includes(response.status())) {
      faults.push(`answer ${response.status()}: ${response.request().method()} ${response.url()}`);
    }
  });

  return {
    faults,
    knows: (host) => void hosts.push(host),
    async refusing(statuses, part) {
      allowed = statuses;
      seen.clear();
      await part();
      allowed = [];
      const missing = statuses.filter((status) => !seen.has(status));
      if (missing.length > 0) throw new Error(`The server was to refuse with ${missing.join(', ')} and did not.`);
    },
    async unreachable(part) {
      isCutOff = true;
      await part();
      isCutOff = false;
    },
  };
}
