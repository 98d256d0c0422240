import { describe, expect, test } from 'vitest';
import { createColleagues } from './harness/colleagues.ts';
import type { Desk } from './harness/desk.ts';
import { holdBack } from './harness/hold-back.ts';
import { useOffice } from './harness/office.fixture.ts';

const office = useOffice();
const colleagues = createColleagues(() => office.url);

const rail = ({ page }: Desk) => page.getByRole('navigation', { name: '工作' });
/** By how their names begin: a place where something waits says how much after its name. */
const DUTIES_OF_OTHERS = {
  intake: /^(派遣|裁定|处置|核查|结案)/,
  dispatch: /^(受理|处置|核查|结案)/,
  handle: /^(受理|派遣|裁定|核查|结案)/,
  verify: /^(受理|派遣|裁定|处置|结案)/,
};
const pathOf = ({ page }: Desk): string => new URL(page.url()).pathname;

describe('where a morning begins', () => {
  test('is the board for a leader, and for everybody else the first place of a rail of their own duties that has something waiting (SX-25)', async () => {
    const leader = await office.colleague('leader');
    await leader.page.getByRole('heading', { name: '指挥', level: 1 }).waitFor();
    expect(pathOf(leader)).toBe('/command');
    for (const [signInName, others] of Object.entries(DUTIES_OF_OTHERS)) {
      const desk = await office.colleague(signInName);
      const here = rail(desk)
        .getByRole('link')
        .filter({ has: desk.page.locator('.rail-count') })
        .first();
      await here.and(desk.page.locator('[aria-current=page]')).waitFor();
      expect(await rail(desk).getByRole('link', { name: others }).count()).toBe(0);
      await desk.examine(`first page of ${signInName}`);
    }
  });

  test('calls nobody back who is on the way to another page already', async () => {
    const desk = await office.desk('intake');
    const letGo = await holdBack(desk, /case-queues/);
    const letPageGo = await holdBack(desk, /assets\/new-case/);
    await desk.signIn('intake');
    await desk.page.keyboard.press('n');
    const counted = desk.page.waitForResponse(/case-queues/);
    letGo();
    await counted;
    letPageGo();
    await desk.page.getByRole('heading', { name: '新建案件' }).waitFor();
    expect(pathOf(desk)).toBe('/new');
  });

  test('does not wait for numbers that do not come', async () => {
    const desk = await office.desk('dispatch');
    const letGo = await holdBack(desk, /case-queues/);
    await desk.signIn('dispatch');
    await desk.page.getByRole('heading', { name: '派遣', level: 1 }).waitFor();
    letGo();
    await rail(desk).locator('.rail-count').first().waitFor();
    expect(pathOf(desk)).toBe('/queue/dispatch');
  });
});

describe('the place that somebody works in', () => {
  test('is kept over a reload, is followed by numbers and lists, and can be changed in a narrow window', async () => {
    await colleagues.appoint('street', 'clerk', '青禾街道');
    const desk = await office.colleague('street');
    const { page } = desk;
    const place = page.getByRole('combobox', { name: '范围' });
    await place.selectOption({ label: '青禾街道' });
    await page.reload();
    await place.waitFor();
    expect(await place.locator('option:checked').innerText()).toBe('青禾街道');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    for (const path of ['/deferrals', '/unit-desk', '/command/orders']) {
      await desk.open(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await desk.settle();
      await desk.examine(`${path} at one place`);
    }
    for (const list of ['case-queues', 'deferrals', 'unit-desk', 'supervision-orders']) {
      const ofList = asked.filter((url) => url.includes(`/api/v1/${list}`));
      expect([list, ofList.length > 0, ofList.filter((url) => !url.includes('areaId='))]).toEqual([list, true, []]);
    }
    for (const width of [683, 360]) {
      await page.setViewportSize({ width, height: 640 });
      await place.waitFor();
      await desk.examine(`place switch, ${width} wide`);
    }
    await place.selectOption('');
    await page.reload();
    await place.waitFor();
    expect(await place.inputValue()).toBe('');
  });
});

describe('the keys that the help names', () => {
  test('Enter opens the case that is selected in a queue, as o does', async () => {
    const desk = await office.colleague('intake');
    const { page } = desk;
    for (const key of ['Enter', 'o']) {
      await desk.open('/queue/intake');
      await page.waitForURL(/case=/);
      await page.getByRole('article').waitFor();
      await page.keyboard.press(key);
      await page.waitForURL(/\/cases\/[0-9a-f-]{36}$/);
    }
  });

  test('are those of my posts, and walk along orders and deferred cases', async () => {
    const desk = await office.colleague('dispatch');
    const { page } = desk;
    await page.keyboard.press('?');
    const help = page.getByRole('dialog', { name: '键盘快捷键' });
    for (const line of ['同类派遣：派遣选中的一组', '在案件列表中选中，批量办理', '前往 督办单'])
      await desk.see(help.getByText(line));
    expect(await help.getByText('受理时向诉求人询问').count()).toBe(0);
    await page.keyboard.press('Escape');
    await help.waitFor({ state: 'hidden' });
    await desk.open('/deferrals');
    await page.getByRole('article').nth(1).waitFor();
    for (const [key, at] of [
      ['j', 0],
      ['j', 1],
      ['k', 0],
    ] as const) {
      await page.keyboard.press(key);
      await page.getByRole('article').nth(at).getByRole('link').first().and(page.locator(':focus')).waitFor();
    }
  });
});
