import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { useOffice } from './harness/office.fixture.ts';

/** Maps draw slowly where no graphics card helps. */
const PATIENT = { timeout: 20_000 };
const office = useOffice();

const map = (page: Page) => page.getByRole('application');
const listed = (page: Page) => page.getByRole('list', { name: '案件列表' }).getByRole('button');

async function drag(page: Page, dx: number, dy: number): Promise<void> {
  const box = await map(page).boundingBox();
  if (box === null) throw new Error('there is no map');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + dx, y + dy, { steps: 10 });
  await page.mouse.up();
}

describe('the map beside the list', () => {
  it('lists what the map shows, and keeps the list where it is when asked to', async () => {
    const desk = await office.colleague('leader');
    const { page } = desk;
    const boxes: (string | null)[] = [];
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.pathname === '/api/v1/cases') boxes.push(url.searchParams.get('bbox'));
    });
    await desk.open('/cases');
    const isDrawn = page.waitForResponse('**/api/v1/case-tiles/**');
    await page.getByRole('link', { name: '地图', exact: true }).click();
    await page.waitForURL('**/cases/map**');
    await listed(page).first().waitFor();
    await isDrawn;
    await desk.examine('map of cases');
    expect(boxes.at(-1)).toBeNull();

    await drag(page, -160, 40);
    await expect.poll(() => boxes.at(-1), PATIENT).toMatch(/^1\d\d\.\d+,\d\d\.\d+,1\d\d\.\d+,\d\d\.\d+$/);
    const followed = boxes.at(-1);

    await page.getByLabel('列表只列图内案件').uncheck();
    await drag(page, 300, -40);
    await page.getByRole('button', { name: '在此范围内查找' }).click();
    await expect.poll(() => boxes.at(-1), PATIENT).not.toBe(followed);
    expect(boxes.at(-1)).not.toBeNull();

    // The same box as a filter of the list, to be removed there, and back to the map at the same place.
    const here = boxes.at(-1) ?? '';
    const doorOf = (link: Locator) => async () =>
      new URL((await link.getAttribute('href')) ?? '', page.url()).searchParams.get('bbox');
    const ofArea = page.getByRole('link', { name: '这一范围的列表' });
    await expect.poll(doorOf(ofArea), PATIENT).toBe(here);
    await ofArea.click();
    await page.waitForURL((url) => url.pathname === '/cases' && url.searchParams.get('bbox') === here);
    const chips = page.getByRole('group', { name: '筛选' });
    await desk.see(chips.getByText('地图范围：地图上框选的范围'));
    await desk.examine('list of a part of the map');
    await page.getByRole('link', { name: '地图', exact: true }).click();
    await page.waitForURL('**/cases/map**');
    await expect.poll(doorOf(ofArea), PATIENT).toBe(here);
    await page.goBack();
    await chips.getByRole('button', { name: '去掉筛选：地图范围：地图上框选的范围' }).click();
    await page.waitForURL((url) => url.pathname === '/cases' && !url.searchParams.has('bbox'));
  });

  it('lists nearest first from where somebody stands, and says so when the browser does not tell', async () => {
    const desk = await office.colleague('leader');
    const { page, context } = desk;
    const asks: URLSearchParams[] = [];
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.pathname === '/api/v1/cases' && url.searchParams.get('order') === 'near') asks.push(url.searchParams);
    });
    const nearest = async (): Promise<void> => {
      await page.getByRole('combobox', { name: '排序' }).click();
      await page.locator('.ant-select-item-option').filter({ hasText: '由近到远', visible: true }).click();
    };
    // Whatever is not granted is refused.
    await context.grantPermissions(['notifications']);
    await desk.open('/cases');
    await nearest();
    await desk.see(page.getByRole('status').filter({ hasText: '浏览器没有给出位置，排序未变' }));
    expect(asks).toEqual([]);
    await desk.examine('no position');

    await context.grantPermissions(['geolocation']);
    await context.setGeolocation({ latitude: 31.234567, longitude: 121.456789 });
    await nearest();
    await expect.poll(() => asks.at(-1)?.get('nearLng'), PATIENT).toBe('121.457');
    const chips = page.getByRole('group', { name: '筛选' });
    await desk.see(chips.getByText('离我近'));
    await page.getByRole('table', { name: '案件列表' }).locator('tbody tr').first().waitFor();
    await desk.examine('nearest first');
    await chips.getByRole('button', { name: '去掉筛选：离我近' }).click();
    await page.waitForURL((url) => !url.searchParams.has('nearLng') && !url.searchParams.has('order'));
  });

  it('draws what the list is filtered by', async () => {
    const desk = await office.colleague('leader');
    const { page } = desk;
    const drawn: URLSearchParams[] = [];
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.pathname.startsWith('/api/v1/case-tiles/')) drawn.push(url.searchParams);
    });
    await desk.open('/cases/map?lamp=red&kind=event');
    await expect.poll(() => drawn.length, PATIENT).toBeGreaterThan(0);
    for (const query of drawn) expect([query.get('lamp'), query.get('kind'), query.get('bbox')]).toEqual(['red', 'event', null]);
  });

  it('is worked with the keyboard alone, and the list needs no map', async () => {
    const desk = await office.colleague('leader');
    const { page } = desk;
    await desk.open('/cases/map');
    await listed(page).first().waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await expect.poll(() => listed(page).nth(1).getAttribute('aria-current'), PATIENT).toBe('true');
    for (const name of ['放大', '缩小', '显示全部']) {
      const button = page.getByRole('button', { name });
      await button.focus();
      await page.keyboard.press('Enter');
    }
    await page.keyboard.press('o');
    await page.waitForURL(/\/cases\/[0-9a-f-]{36}$/);
    await desk.see(page.getByRole('heading', { name: '附近未结案件' }));
    await desk.examine('case with its neighbours');
  });

  it('shows a verifier the nearest checks first, from where they stand', async () => {
    const desk = await office.colleague('verify');
    const { page, context } = desk;
    const asks: URLSearchParams[] = [];
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.pathname === '/api/v1/cases' && url.searchParams.get('order') === 'near') asks.push(url.searchParams);
    });
    await context.grantPermissions(['geolocation']);
    await context.setGeolocation({ latitude: 31.234567, longitude: 121.456789 });
    await desk.open('/queue/verification');
    await page.getByRole('link', { name: '按距离看地图' }).click();
    await page.getByRole('button', { name: '从我的位置排序' }).click();
    await desk.see('正在按与您的距离排序');
    await expect.poll(() => asks.at(-1)?.get('nearLng'), PATIENT).toBe('121.457');
    expect(asks.at(-1)?.get('nearLat')).toBe('31.235');
    await desk.examine('checks on the map');
  });
});
