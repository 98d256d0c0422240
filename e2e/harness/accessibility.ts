import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, Result } from 'axe-core';
import type { Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const GRAVE: ReadonlySet<string> = new Set(['serious', 'critical']);

function inWords({ id, impact, help, nodes }: Result): string {
  const places = nodes.map(({ target, html, failureSummary }) =>
    [`    ${target.join(' ')}`, `      ${html.slice(0, 160)}`, `      ${(failureSummary ?? '').replaceAll('\n', ' ')}`].join(
      '\n',
    ),
  );
  return [`  ${impact ?? ''} ${id}: ${help}`, ...places].join('\n');
}

/** What axe finds grave on the page as it stands, one readable entry each. Empty when there is nothing. */
export async function graveFindings(page: Page): Promise<string[]> {
  // A script that is evaluated by the browser's own door is not subject to the page's content policy.
  await page.evaluate(axeSource);
  const results = await page.evaluate(() => (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run());
  return results.violations.filter(({ impact }) => GRAVE.has(impact ?? '')).map(inWords);
}

/** By how many pixels the page is wider than the window; 0 when nothing has to be scrolled sideways. */
export async function overhangPx(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

/** Keys of messages that stand on the page in place of their words. */
export async function wordlessKeys(page: Page): Promise<string[]> {
  const text = await page.locator('body').innerText();
  return (
    text
      .match(/\b[a-z]+\.[a-z]+(?:[A-Z]\w*|_\w+)?\b(?=\s|$)/g)
      ?.filter((key) => !/\.(?:csv|xlsx|json|docx|jpg|png)$/.test(key)) ?? []
  );
}
