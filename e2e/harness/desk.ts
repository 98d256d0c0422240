import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { graveFindings, overhangPx, wordlessKeys } from './accessibility.ts';
import { watchPage, type Watch } from './watch.ts';

/** The one password of the demonstration county. */
export const DEMO_PASSWORD = 'Haidao-2468';

/** One person at a browser of their own. */
export interface Desk {
  readonly name: string;
  readonly page: Page;
  readonly context: BrowserContext;
  readonly watch: Watch;
  /** Goes to a path of the console. */
  open(path: string): Promise<void>;
  signIn(signInName: string, password?: string): Promise<void>;
  /** Waits until something is to be seen; the failure names it. */
  see(what: Locator | string): Promise<void>;
  /** Waits until something is gone. */
  miss(what: Locator | string): Promise<void>;
  /** Waits until the page has come to rest: nothing is said to be loading, and nothing more was asked for. */
  settle(): Promise<void>;
  /** Examines the page as it stands: accessibility, and nothing wider than the window. */
  examine(pageName: string): Promise<void>;
}

export interface DeskOptions {
  readonly width?: number;
  readonly height?: number;
  readonly isPhone?: boolean;
  /** What the system wishes; light unless told. */
  readonly colorScheme?: 'light' | 'dark';
}

const WAIT_MS = 15_000;
/** A page that asks for nothing for so long has what it needs. The stream of news stays open and does not count. */
const REST_MS = 500;
const LOADING = '.waiting, [aria-busy=true], .ant-spin-spinning, .ant-btn-loading';

/** Fills in the sign-in form and sends it, whatever comes of it. */
export async function typeCredentials(page: Page, signInName: string, password: string): Promise<void> {
  await page.getByLabel('账号', { exact: true }).fill(signInName);
  await page.getByLabel('密码').fill(password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
}

/** Opens a fresh browser profile: nobody is signed in there. */
export async function openDesk(browser: Browser, url: string, name: string, options: DeskOptions = {}): Promise<Desk> {
  const { width = 1366, height = 768, isPhone = false, colorScheme = 'light' } = options;
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width, height },
    isMobile: isPhone,
    hasTouch: isPhone,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    colorScheme,
  });
  context.setDefaultTimeout(WAIT_MS);
  const page = await context.newPage();
  const watch = watchPage(page, url);
  let askedAt = Date.now();
  page.on('request', () => {
    askedAt = Date.now();
  });
  const located = (what: Locator | string): Locator =>
    typeof what === 'string' ? page.getByText(what).filter({ visible: true }).first() : what.first();
  return {
    name,
    page,
    context,
    watch,
    async open(path) {
      await page.goto(path);
    },
    async signIn(signInName, password = DEMO_PASSWORD) {
      await page.goto('/');
      await typeCredentials(page, signInName, password);
      // On a phone the places of work are folded away.
      await page.getByRole('navigation', { name: '工作', includeHidden: true }).waitFor({ state: 'attached' });
    },
    see: (what) => located(what).waitFor(),
    miss: (what) => located(what).waitFor({ state: 'hidden' }),
    async settle() {
      const until = Date.now() + WAIT_MS;
      while (Date.now() - askedAt < REST_MS || (await page.locator(LOADING).count()) > 0) {
        if (Date.now() > until) throw new Error(`${page.url()} does not come to rest`);
        await page.waitForTimeout(REST_MS / 5);
      }
    },
    async examine(pageName) {
      const findings = await graveFindings(page);
      const px = await overhangPx(page);
      if (px > 0) findings.push(`  wider than the window by ${px} px`);
      for (const key of await wordlessKeys(page)) findings.push(`  the message ${key} is shown by its key`);
      if (findings.length > 0) throw new Error(`${pageName} (${name}, ${page.url()}):\n${findings.join('\n')}`);
    },
  };
}
