import { describe, expect, test } from 'vitest';
import { takePhoto } from './harness/case-work.ts';
import { createColleagues, type PreparedCase } from './harness/colleagues.ts';
import type { Desk } from './harness/desk.ts';
import { useOffice } from './harness/office.fixture.ts';

const office = useOffice();
const colleagues = createColleagues(() => office.url);

const UNIT = '县环境卫生管理所';

async function dispatchedCase(description: string): Promise<PreparedCase> {
  const made = await colleagues.report('intake', { description, code: '0110', grid: '南塘第1网格' });
  await colleagues.step('intake', made, 'register');
  await colleagues.dispatchTo(made, UNIT);
  return made;
}

/** The number of a list, once the whole of it is shown. */
async function lengthOfList(desk: Desk): Promise<number> {
  const { page } = desk;
  await page.getByRole('heading', { name: '案件', level: 1 }).waitFor();
  const rows = page.getByRole('main').getByRole('table').first().locator('tbody tr');
  await rows.first().waitFor();
  return rows.count();
}

describe('the command board in the browser', () => {
  test('a shift leader opens the list behind a number, with the map, the units and the matters beside it (BP-06)', async () => {
    await dispatchedCase('指挥台：菜市场北门垃圾成堆');
    const shift = await office.colleague('shift');
    const { page } = shift;
    await page.keyboard.press('g');
    await page.keyboard.press('b');
    await page.getByRole('heading', { name: '指挥台' }).waitFor();
    await shift.see(page.getByRole('region', { name: '卡住的' }));
    await shift.see(page.getByRole('application', { name: '网格图' }));
    await shift.examine('command board');
    const disputed = page.getByRole('list', { name: '七个数' }).getByRole('link', { name: /^有争议/ });
    const told = Number((await disputed.innerText()).replaceAll(/\D/g, ''));
    await disputed.click();
    expect(await lengthOfList(shift)).toBe(told);
    await page.goBack();
    await page.getByText('责任单位', { exact: true }).first().click();
    await shift.see(page.getByRole('row', { name: new RegExp(UNIT) }));
    await page.getByText('事项大类', { exact: true }).click();
    await shift.see(page.getByRole('columnheader', { name: '大类' }));
    await shift.examine('command board by matter');
  });

  test('a leader drills down to a community, where the grids stand one by one, and has the five oldest in sight (SX-07)', async () => {
    const leader = await office.colleague('leader');
    const { page } = leader;
    await leader.open('/command');
    await page.getByRole('button', { name: '柳桥街道' }).click();
    await page.getByRole('button', { name: '南塘社区' }).click();
    await leader.see(page.getByRole('row', { name: /南塘第1网格/ }));
    await leader.see(page.getByRole('region', { name: '您范围内最早的五件' }));
    await leader.see(page.getByRole('region', { name: '首次答复' }).getByText(/中位数|还没有答复/));
    await leader.examine('board of a community');
  });
});

describe('supervision in the browser', () => {
  test('an order goes out with one press for the date, is answered by the unit, found wanting and asked anew, then accepted (SX-11)', async () => {
    const made = await dispatchedCase('督办：后巷垃圾三天未清');
    const leader = await office.colleague('leader');
    await leader.open(`/cases/${made.id}`);
    const orders = (desk: Desk) => desk.page.getByRole('region', { name: '督办' });
    await orders(leader).getByRole('button', { name: '发出督办' }).click();
    await leader.page.getByLabel('督办要求').fill('请说明何时清完');
    await leader.page.getByRole('button', { name: '明天中午' }).click();
    await leader.examine('writing an order');
    await orders(leader).getByRole('button', { name: '取消' }).click();
    await orders(leader).getByRole('button', { name: '发出督办' }).click();
    expect(await leader.page.getByLabel('督办要求').inputValue()).toBe('请说明何时清完');
    await orders(leader).getByRole('button', { name: '明天中午', pressed: true }).waitFor();
    await orders(leader).getByRole('button', { name: '发出督办' }).click();
    await leader.see('督办已发出');

    const handler = await office.colleague('handle');
    const place = handler.page.getByRole('navigation', { name: '工作' }).getByRole('link', { name: /^督办单/ });
    await handler.see(place.locator('.rail-count'));
    const waitingBefore = Number(await place.locator('.rail-count').innerText());
    await place.click();
    await handler.page.getByRole('heading', { name: '督办单', level: 1 }).waitFor();
    const owed = handler.page.getByRole('listitem').filter({ hasText: '请说明何时清完' });
    await owed.getByRole('button', { name: '回复' }).click();
    await owed.getByLabel('回复', { exact: true }).fill('正在安排');
    await handler.examine('answering an order');
    // The photo is still under way: the reply waits for it, and goes once and with it.
    await handler.page.route(
      /\/attachments\?/,
      async (route) => {
        await handler.page.waitForTimeout(1500);
        await route.continue();
      },
      { times: 1 },
    );
    const replies: unknown[] = [];
    handler.page.on('request', (request) => {
      if (request.url().endsWith('/reply')) replies.push(request.postDataJSON());
    });
    await owed.locator('input[type=file]').setInputFiles([await takePhoto(handler, '现场.png')]);
    await owed.getByRole('button', { name: '回复', exact: true }).click();
    await owed.locator('.ant-btn-loading').click({ force: true });
    await handler.see('回复已送出');
    expect(replies).toEqual([{ reply: '正在安排', attachmentIds: [expect.any(String)] }]);
    await expect.poll(async () => place.locator('.rail-count').allInnerTexts()).not.toEqual([String(waitingBefore)]);

    // Nobody sees a photo before it was looked through.
    const [sent] = replies as readonly { readonly attachmentIds: readonly string[] }[];
    const preview = `/api/v1/attachments/${sent?.attachmentIds[0] ?? ''}/preview`;
    await expect.poll(async () => (await leader.page.request.get(preview)).status(), { timeout: 60_000 }).toBe(200);
    await leader.open('/command/orders');
    const answered = leader.page.getByRole('listitem').filter({ hasText: '请说明何时清完' });
    await leader.see(answered.getByText('已回复，待认可'));
    await leader.examine('orders');
    await answered.getByRole('button', { name: '要求重新回复' }).click();
    await leader.page.getByLabel('督办要求').fill('请写明具体时间');
    await answered.getByRole('button', { name: '三个工作日' }).click();
    await answered.getByRole('button', { name: '要求重新回复' }).click();
    await leader.see('再次督办');
  });

  test('goes out from the list, for the one case that is chosen there', async () => {
    const made = await dispatchedCase('督办：列表里选中的一件');
    const leader = await office.colleague('leader');
    const { page } = leader;
    await leader.open('/cases');
    await page.getByRole('checkbox', { name: `选中案件 ${made.number}` }).check();
    await page.getByRole('region', { name: '批量操作' }).getByRole('button', { name: '发出督办' }).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByLabel('督办要求').fill('列表里督办：请说明进度');
    await drawer.getByRole('button', { name: '三个工作日' }).click();
    await leader.examine('an order from the list');
    await drawer.getByRole('button', { name: '发出督办' }).click();
    await leader.see('督办已发出');
  });
});

describe('supervision of several cases', () => {
  test('asks each of the chosen the same, and says of each what became of it', async () => {
    const made = [await dispatchedCase('督办：成批的第一件'), await dispatchedCase('督办：成批的第二件')];
    const leader = await office.colleague('leader');
    const { page } = leader;
    await leader.open('/cases');
    for (const { number } of made) await page.getByRole('checkbox', { name: `选中案件 ${number}` }).check();
    await page.getByRole('region', { name: '批量操作' }).getByRole('button', { name: '发出督办' }).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('button', { name: '发出督办 2 件' }).waitFor();
    await drawer.getByLabel('督办要求').fill('请今天说明进度');
    await drawer.getByRole('button', { name: '三个工作日' }).click();
    await leader.examine('an order for several cases');
    await drawer.getByRole('button', { name: '发出督办 2 件' }).click();
    await leader.see('完成 2 件，未成 0 件');
    for (const { id } of made) {
      await leader.open(`/cases/${id}`);
      await page.getByRole('region', { name: '督办' }).getByText('请今天说明进度').waitFor();
    }
  });
});

describe('the hand-over in the browser', () => {
  test('opens the cases that a figure of the day counts, as many as it says', async () => {
    await dispatchedCase('交接班数字：东门垃圾');
    const shift = await office.colleague('shift');
    const { page } = shift;
    await shift.open('/command/handover');
    await page
      .getByRole('button', { name: /^\d{4}-\d{2}-\d{2}$/ })
      .last()
      .click();
    const door = page.getByRole('link', { name: /^派遣 .*打开列表$/ }).first();
    const counted = Number(await door.innerText());
    expect(counted).toBeGreaterThan(0);
    await door.click();
    await shift.see(`共 ${counted} 件`);
    await shift.see(page.getByText(/当日工作：派遣 \d{4}-\d{2}-\d{2}/));
    await shift.examine('the cases behind a figure of the day');
  });

  test('the shift leader adds a point and signs, the leader confirms, and it prints on two sheets at most', async () => {
    const shift = await office.colleague('shift');
    const { page } = shift;
    await page.keyboard.press('g');
    await page.keyboard.press('w');
    await page.getByRole('heading', { name: /交接班/, level: 1 }).waitFor();
    await page.getByRole('button', { name: '加一条' }).click();
    await page.getByLabel('第 1 条', { exact: true }).fill('长'.repeat(503));
    await shift.see('最多 500 字，请删去 3 字');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByLabel('第 1 条', { exact: true }).fill('南门井盖等备件，周三到货');
    await shift.miss('请删去 3 字');
    await page.getByRole('textbox', { name: '九、备注' }).fill('夜间无大事。');
    await shift.examine('hand-over');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await shift.see('已保存');
    await page.getByRole('button', { name: '交班签字' }).click();
    await shift.see('须由另一位值班长确认');

    const leader = await office.colleague('leader');
    await leader.open('/command/handover');
    await leader.page.getByRole('button', { name: '接班确认' }).click();
    await leader.see('已确认，不能再改');
    await leader.see('南门井盖等备件，周三到货');
    await leader.examine('hand-over, confirmed');
    await leader.page.emulateMedia({ media: 'print' });
    const sheets = (await leader.page.pdf({ format: 'A4', preferCSSPageSize: true }))
      .toString('latin1')
      .match(/\/Type\s*\/Page\b/g);
    expect(sheets?.length).toBeGreaterThanOrEqual(1);
    expect(sheets?.length).toBeLessThanOrEqual(2);
    await leader.page.emulateMedia({ media: 'screen' });
    const [file] = await Promise.all([
      leader.page.waitForEvent('download'),
      leader.page.getByRole('button', { name: '导出 Word' }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/^交接班-.*\.docx$/);
  });
});

describe('the wall board in the browser', () => {
  test('stands alone on the screen, in large type, without a name, a number or an address (ZS-07)', async () => {
    const made = await dispatchedCase('大屏：三号楼前垃圾');
    const wall = await office.colleague('leader', { width: 1920, height: 1080 });
    const { page } = wall;
    await wall.open('/wall');
    await page.getByRole('heading', { name: /运行大屏/ }).waitFor();
    expect(await page.getByRole('navigation').count()).toBe(0);
    const text = await page.locator('body').innerText();
    expect(text).not.toContain(made.number);
    expect(text).not.toContain('三号楼');
    expect(text).not.toContain('演示领导');
    const box = await page.getByRole('list').locator('strong').first().boundingBox();
    expect(box?.height).toBeGreaterThan(60);
    await wall.see(page.getByRole('application', { name: '网格图' }));
    await wall.examine('wall board');
  });
});
