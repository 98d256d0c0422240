import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, inject } from 'vitest';
import { openDesk, type Desk, type DeskOptions } from './desk.ts';

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  // A camera is at every desk; its user is asked, and lets nobody see through it, until a test grants it.
  '--use-fake-device-for-media-stream',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
];

export const launchBrowser = (...more: string[]): Promise<Browser> =>
  chromium.launch({ executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium', args: [...ARGUMENTS, ...more] });

/** Where colleagues sit beside each other, each at a browser profile of their own. */
export interface Office {
  readonly url: string;
  /** An empty desk, at which nobody is signed in. */
  desk(name: string, options?: DeskOptions): Promise<Desk>;
  /** A desk at which somebody of the county is signed in. */
  colleague(signInName: string, options?: DeskOptions): Promise<Desk>;
}

/**
 * One browser for the tests of a file. After each test every page is asked for its faults, then closed; of a failed one a picture is kept.
 * @param address where the server listens; the shared one with the county unless given
 */
export function useOffice(address: () => string = () => inject('gridwardUrl')): Office {
  let browser: Browser;
  let desks: Desk[] = [];

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
  });
  afterEach(async ({ task }) => {
    const open = desks;
    desks = [];
    if (task.result?.state === 'fail') await keepPictures(task.name, open);
    await Promise.all(open.map(({ context }) => context.close()));
    const faults = open.flatMap(({ name, watch }) => watch.faults.map((fault) => `${name}: ${fault}`));
    if (faults.length > 0) throw new Error(`Faults on the pages:\n${faults.join('\n')}`);
  });

  async function desk(name: string, options?: DeskOptions): Promise<Desk> {
    const opened = await openDesk(browser, address(), name, options);
    desks.push(opened);
    return opened;
  }
  return {
    get url() {
      return address();
    },
    desk,
    async colleague(signInName, options) {
      const opened = await desk(signInName, options);
      await opened.signIn(signInName);
      return opened;
    },
  };
}

async function keepPictures(testName: string, desks: readonly Desk[]): Promise<void> {
  const folder = join(tmpdir(), 'gridward-e2e-pictures');
  mkdirSync(folder, { recursive: true });
  for (const { name, page } of desks) {
    const path = join(folder, `${testName.slice(0, 60).replaceAll(/[^\w-]+/g, '-')}-${name}.png`);
    await page.screenshot({ path }).then(
      () => process.stderr.write(`picture of the failed page: ${path}\n`),
      () => undefined,
    );
  }
}
