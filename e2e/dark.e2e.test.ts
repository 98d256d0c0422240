import { describe, expect, test } from 'vitest';
import type { Desk } from './harness/desk.ts';
import { useOffice } from './harness/office.fixture.ts';
import { surfacesOf } from './harness/surfaces.ts';

const office = useOffice();
const DARK = { colorScheme: 'dark' } as const;

/** What was decided first, and whether anything was there to be painted by then. */
const NOTE_FIRST_LOOK = `
  sessionStorage.removeItem('first-look');
  new MutationObserver(() => {
    if (sessionStorage.getItem('first-look') !== null) return;
    sessionStorage.setItem('first-look', document.documentElement.dataset.look + (document.body === null ? ' before the page' : ' too late'));
  }).observe(document, { subtree: true, attributes: true, attributeFilter: ['data-look'] });
`;

/** Of each canvas of the map: how far it lies from the corner of its box, and whether it was drawn since they were marked. */
const CANVASES = `[...document.querySelectorAll('[role=application] canvas')].map((canvas) => {
  const box = canvas.closest('[role=application]').getBoundingClientRect();
  const { top, left } = canvas.getBoundingClientRect();
  return { down: top - box.top, right: left - box.left, isNew: canvas.dataset.marked === undefined };
})`;
const MARK_CANVASES = `document.querySelectorAll('[role=application] canvas').forEach((canvas) => { canvas.dataset.marked = ''; })`;

async function expectDark({ page }: Desk, path: string): Promise<void> {
  expect({ path, ...(await surfacesOf(page)) }).toEqual({ path, page: 'dark', pale: [] });
}

describe('the console in the dark', () => {
  test.each([
    { signInName: 'dispatch', paths: ['/queue/dispatch', '/cases', '/cases/map', '/me'] },
    { signInName: 'intake', paths: ['/new'] },
    { signInName: 'leader', paths: ['/command', '/statistics', '/appraisal?chart=first'] },
    { signInName: 'system', paths: ['/admin/areas', '/admin/settings', '/admin/responsibility'] },
    { signInName: 'audit', paths: ['/admin/audit'] },
  ])('has no pale surface and nothing too faint to read, on the pages of $signInName', async ({ signInName, paths }) => {
    const desk = await office.colleague(signInName, DARK);
    for (const path of paths) {
      await desk.open(path);
      await desk.page.getByRole('main').getByRole('heading').first().waitFor();
      await desk.settle();
      await expectDark(desk, path);
      await desk.examine(path);
    }
  });

  test('nor on a phone', async () => {
    const desk = await office.colleague('handle', { ...DARK, width: 360, height: 800, isPhone: true });
    await desk.open('/queue/handling');
    await desk.page.locator('.case-row button').first().click();
    await desk.see(desk.page.getByRole('article'));
    await expectDark(desk, 'a case on a phone');
    await desk.examine('a case on a phone');
  });

  test('is dark before the first paint, follows the system, and keeps another wish on this device', async () => {
    const desk = await office.desk('dispatch', DARK);
    const { page } = desk;
    await page.addInitScript(NOTE_FIRST_LOOK);
    const look = () => page.evaluate<string>('document.documentElement.dataset.look');
    await desk.open('/');
    await desk.see(page.getByLabel('账号', { exact: true }));
    await expectDark(desk, 'sign-in');
    await desk.examine('sign-in');

    await desk.signIn('dispatch');
    await desk.open('/me');
    const wish = (name: string) => page.getByRole('radiogroup', { name: '外观' }).getByRole('radio', { name });
    expect(await wish('跟随系统').isChecked()).toBe(true);
    await page.emulateMedia({ colorScheme: 'light' });
    await expect.poll(look).toBe('light');
    await wish('深色').check();
    await expect.poll(look).toBe('dark');
    await expectDark(desk, 'chosen dark');

    await page.reload();
    await desk.see(page.getByRole('radiogroup', { name: '外观' }));
    expect(await wish('深色').isChecked()).toBe(true);
    expect(await page.evaluate<string>("sessionStorage.getItem('first-look')")).toBe('dark before the page');
    await expectDark(desk, 'dark after a reload');
  });

  test.each(['/cases/map', '/command'])('draws the map of %s anew in its box when the look changes', async (path) => {
    const { page, ...desk } = await office.colleague('leader', DARK);
    await desk.open(path);
    const isDrawnAnew = () =>
      expect.poll(() => page.evaluate(CANVASES), { timeout: 20_000 }).toEqual([{ down: 0, right: 0, isNew: true }]);
    await isDrawnAnew();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.evaluate(MARK_CANVASES);
      await page.emulateMedia({ colorScheme });
      await isDrawnAnew();
    }
    for (const name of ['beforeprint', 'afterprint']) {
      await page.evaluate(MARK_CANVASES);
      await page.evaluate(`void window.dispatchEvent(new Event('${name}'))`);
      await isDrawnAnew();
    }
  });

  test('prints on white paper', async () => {
    const { page, ...desk } = await office.colleague('dispatch', DARK);
    await desk.open('/queue/dispatch');
    await desk.see(page.getByRole('article'));
    const button = "document.querySelector('header .ant-btn:last-of-type')";
    const ink = () => page.evaluate<string>(`getComputedStyle(${button}).color`);
    const inkInTheDark = await ink();
    await page.evaluate("void window.dispatchEvent(new Event('beforeprint'))");
    await expect.poll(ink).not.toBe(inkInTheDark);
    expect((await surfacesOf(page)).page).toBe('light');
    await page.evaluate("void window.dispatchEvent(new Event('afterprint'))");
    await expect.poll(ink).toBe(inkInTheDark);
  });
});
