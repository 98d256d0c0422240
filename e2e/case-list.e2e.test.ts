import ExcelJS from 'exceljs';
import type { Route } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { createColleagues, type PreparedCase } from './harness/colleagues.ts';
import type { Desk } from './harness/desk.ts';
import { useOffice } from './harness/office.fixture.ts';

const office = useOffice();
const colleagues = createColleagues(() => office.url);
const PATIENCE = { timeout: 15_000 };
const SANITATION = '县环境卫生管理所';

/** Cases that wait for sanitation to sign for them, found by a word that no other case has. */
async function prepared(word: string, count: number): Promise<PreparedCase[]> {
  const made: PreparedCase[] = [];
  for (let at = 1; at <= count; at += 1) {
    const one = await colleagues.report('intake', {
      description: `${word}${'甲乙丙'[at - 1]}处垃圾成堆`,
      code: '0110',
      grid: '书院第2网格',
    });
    await colleagues.step('intake', one, 'register');
    await colleagues.dispatchTo(one, SANITATION);
    made.push(one);
  }
  return made;
}

const chips = (desk: Desk) => desk.page.getByRole('group', { name: '筛选' });
const rows = (desk: Desk) => desk.page.getByRole('table', { name: '案件列表' }).locator('tbody tr');
const tab = (desk: Desk, name: string) =>
  desk.page.getByRole('navigation', { name: '视图' }).getByRole('button', { name, exact: true });
const seeRows = (desk: Desk, count: number): Promise<void> => expect.poll(() => rows(desk).count(), PATIENCE).toBe(count);

async function choose(desk: Desk, made: readonly PreparedCase[]): Promise<void> {
  for (const { number } of made) await desk.page.getByRole('checkbox', { name: `选中案件 ${number}` }).check();
}

describe('the case list', () => {
  test('shows every filter as a chip that can be changed and removed, marks hits, and stays within the screen', async () => {
    await prepared('芦花渡口', 2);
    const shift = await office.colleague('shift');
    await shift.open('/cases?overdue=false&hazard=false&reportedFrom=2020-01-01&kind=event,component&q=花渡');
    for (const text of ['曾超时：否', '有危险：否', '上报日期：2020-01-01 –', '种类：事件、部件', '包含文字：花渡'])
      await shift.see(chips(shift).getByText(text));
    await seeRows(shift, 2);
    expect(await rows(shift).first().locator('mark').allInnerTexts()).toContain('花渡');
    await shift.examine('the list with chips');

    await chips(shift).getByRole('button', { name: '去掉筛选：有危险：否' }).click();
    await shift.miss(chips(shift).getByText('有危险：否'));
    expect(new URL(shift.page.url()).searchParams.get('hazard')).toBeNull();
    await chips(shift).getByRole('button', { name: '包含文字：花渡', exact: true }).click();
    await shift.page.getByRole('textbox', { name: '包含文字' }).fill('芦花渡口乙');
    await shift.page.keyboard.press('Enter');
    await seeRows(shift, 1);
    await chips(shift).getByRole('button', { name: '＋ 添加筛选' }).click();
    await shift.page.getByRole('menuitem', { name: '我经手' }).click();
    await shift.see('没有符合条件的案件');
    await shift.examine('an empty list');
  });

  test('finds a case by the number that rows show, typed into the search of every page', async () => {
    const [made] = await prepared('白沙埠', 1);
    if (made === undefined) throw new Error('nothing was prepared');
    const shift = await office.colleague('shift');
    await shift.open('/cases?q=白沙埠');
    await seeRows(shift, 1);
    const search = shift.page.getByRole('search').getByRole('textbox');
    for (const [typed, isAlone] of [
      [made.number.slice(-12), true],
      [made.number.slice(-6), false],
    ] as const) {
      await shift.open('/cases');
      await search.fill(typed);
      await search.press('Enter');
      await shift.page.waitForURL('**/cases?**');
      await shift.see(rows(shift).filter({ hasText: '白沙埠' }));
      if (isAlone) await seeRows(shift, 1);
    }
  });

  test('keeps filters as views that are shared within the area, renamed, and deleted with a way back', async () => {
    await prepared('鹭鸶湾', 1);
    const shift = await office.colleague('shift');
    await shift.open('/cases?q=鹭鸶湾');
    await seeRows(shift, 1);
    await shift.page.getByRole('button', { name: '＋ 存为视图' }).click();
    const form = shift.page.getByRole('dialog', { name: '存为视图' });
    await form.getByLabel('名称').fill('鹭鸶湾专项');
    await form
      .getByText(/^区域内的岗位：/)
      .first()
      .click();
    await shift.examine('saving a view');
    await form.getByRole('button', { name: '存为视图' }).click();
    await shift.see(tab(shift, '鹭鸶湾专项'));

    const dispatch = await office.colleague('dispatch');
    await dispatch.open('/cases');
    await tab(dispatch, '鹭鸶湾专项').click();
    await dispatch.see(chips(dispatch).getByText('包含文字：鹭鸶湾'));
    await seeRows(dispatch, 1);
    await dispatch.page.getByRole('button', { name: '视图操作' }).click();
    expect(await dispatch.page.getByRole('menuitem', { name: '删除视图' }).count()).toBe(0);
    await dispatch.page.getByRole('menuitem', { name: '设为打开时的视图' }).click();
    await expect.poll(() => tab(dispatch, '鹭鸶湾专项').getAttribute('title'), PATIENCE).toContain('打开列表时的视图');
    await dispatch.open('/cases');
    await dispatch.see(chips(dispatch).getByText('包含文字：鹭鸶湾'));

    await shift.page.getByRole('button', { name: '视图操作' }).click();
    await shift.page.getByRole('menuitem', { name: '删除视图' }).click();
    await shift.see('已删除视图「鹭鸶湾专项」');
    await shift.page.getByRole('button', { name: '撤销' }).click();
    await shift.see(tab(shift, '鹭鸶湾专项'));
  });

  test('shows the columns that a person chose, by the keyboard and after a reload', async () => {
    await prepared('石桥埠', 1);
    const shift = await office.colleague('shift');
    await shift.open('/cases?q=石桥埠');
    await seeRows(shift, 1);
    await shift.page.getByRole('button', { name: '列', exact: true }).click();
    await shift.page.getByRole('checkbox', { name: '网格', exact: true }).focus();
    await shift.page.keyboard.press('Space');
    await shift.page.getByRole('button', { name: '网格上移' }).press('Enter');
    await shift.examine('choosing columns');
    const heads = ['编号', '事项', '地点', '责任单位', '时限', '状态', '网格', '上报时间'];
    const shown = async (): Promise<string[]> =>
      (await shift.page.getByRole('columnheader').allInnerTexts()).map((text) => text.trim()).filter((text) => text !== '');
    await expect.poll(shown, PATIENCE).toEqual(heads);
    await shift.page.reload();
    await expect.poll(shown, PATIENCE).toEqual(heads);
  });

  test('acts on many cases, one write each: a refusal is named and tried again, and a reload loses nothing', async () => {
    const made = await prepared('柳荫渡', 3);
    const [first] = made;
    if (first === undefined) throw new Error('nothing was prepared');
    const shift = await office.colleague('shift');
    await shift.open('/cases?q=柳荫渡');
    await seeRows(shift, 3);
    await shift.page.getByRole('checkbox', { name: '选中已显示的全部案件' }).check();
    const bar = shift.page.getByRole('region', { name: '批量操作' });
    await shift.see(bar.getByText('已选 3 件'));
    await bar.getByRole('button', { name: '催办', exact: true }).click();
    const panel = shift.page.getByRole('dialog');
    await panel.getByRole('textbox').fill('请在今日内清运。');
    await shift.examine('urging many cases');
    await shift.page.keyboard.press('Escape');
    await panel.waitFor({ state: 'hidden' });
    await bar.getByRole('button', { name: '催办', exact: true }).click();
    await expect.poll(() => panel.getByRole('textbox').inputValue()).toBe('请在今日内清运。');
    // Accepted while the urges are on their way, so that the page cannot have heard of it.
    const acceptFirst = async (passing: Route): Promise<void> => {
      await colleagues.step('handle', first, 'accept');
      await passing.continue();
    };
    await shift.page.route(`**/cases/${first.id}/urge`, acceptFirst, { times: 1 });
    await shift.watch.refusing([409], async () => {
      await panel.getByRole('button', { name: '催办 3 件' }).click();
      await shift.see('完成 2 件，未成 1 件');
    });
    await shift.see(panel.getByRole('row', { name: new RegExp(first.number) }).getByText('内容已被他人更新'));
    await shift.examine('one case was refused');
    await panel.getByRole('button', { name: '重试未成的 1 件' }).click();
    await shift.see('完成 3 件，未成 0 件');
    await panel.getByRole('button', { name: /Close|关闭/ }).click();
    await shift.miss(bar);

    await choose(shift, made);
    await bar.getByRole('button', { name: '催办', exact: true }).click();
    await panel.getByRole('textbox').fill('再次提醒。');
    // The last answers never come: the page is left before the server hears of these cases.
    await shift.page.route(/\/urge$/, () => undefined);
    await panel.getByRole('button', { name: '催办 3 件' }).click();
    await shift.see('已办 0 / 3');
    await shift.page.reload();
    await shift.page.unroute(/\/urge$/);
    await shift.see('上次的「催办」还有 3 件没有办完。');
    await shift.page.getByRole('button', { name: '查看并继续' }).click();
    await panel.getByRole('button', { name: /(继续其余|重试未成的) 3 件/ }).click();
    await shift.see('完成 3 件，未成 0 件');
    await shift.examine('work that was taken up again');
    await panel.getByRole('button', { name: /Close|关闭/ }).click();
    await shift.miss('上次的「催办」');
  });

  test('keeps what was typed for many cases until one of them has taken it', async () => {
    const made = await prepared('苇荡口', 1);
    const [only] = made;
    if (only === undefined) throw new Error('nothing was prepared');
    const shift = await office.colleague('shift');
    await shift.open('/cases?q=苇荡口');
    await seeRows(shift, 1);
    const panel = shift.page.getByRole('dialog');
    const text = panel.getByRole('textbox');
    const urge = async (): Promise<void> => {
      await choose(shift, made);
      await shift.page.getByRole('region', { name: '批量操作' }).getByRole('button', { name: '催办', exact: true }).click();
      await text.waitFor();
    };
    const close = panel.getByRole('button', { name: /Close|关闭/ });
    await urge();
    await text.fill('请派两辆车清运。');
    const acceptIt = async (passing: Route): Promise<void> => {
      await colleagues.step('handle', only, 'accept');
      await passing.continue();
    };
    await shift.page.route(`**/cases/${only.id}/urge`, acceptIt, { times: 1 });
    await shift.watch.refusing([409], async () => {
      await panel.getByRole('button', { name: '催办 1 件' }).click();
      await shift.see('完成 0 件，未成 1 件');
    });
    await close.click();
    await urge();
    expect(await text.inputValue()).toBe('请派两辆车清运。');
    await panel.getByRole('button', { name: '催办 1 件' }).click();
    await shift.see('完成 1 件，未成 0 件');
    await close.click();
    await urge();
    expect(await text.inputValue()).toBe('');
  });

  test('is moved through by keys, chosen by keys and with shift', async () => {
    await prepared('双清桥', 3);
    const shift = await office.colleague('shift');
    await shift.open('/cases?q=双清桥');
    await seeRows(shift, 3);
    for (const key of ['j', 'j', 'x']) await shift.page.keyboard.press(key);
    await shift.see('已选 1 件');
    await rows(shift)
      .nth(2)
      .getByRole('checkbox')
      .click({ modifiers: ['Shift'] });
    await shift.see('已选 2 件');
    const number = await rows(shift).nth(1).getByRole('link').innerText();
    await shift.page.keyboard.press('k');
    await shift.page.keyboard.press('j');
    await shift.page.keyboard.press('Enter');
    await shift.page.waitForURL(/\/cases\/[0-9a-f-]{36}$/);
    await shift.see(number);
  });

  test('is taken out as a file of exactly these cases, with who, when and by which filters', async () => {
    const made = await prepared('月亮塘', 2);
    const leader = await office.colleague('leader');
    await leader.open('/cases?q=月亮塘');
    await seeRows(leader, 2);
    const [download] = await Promise.all([
      leader.page.waitForEvent('download'),
      leader.page.getByRole('button', { name: '导出 xlsx' }).click(),
    ]);
    await leader.see('已导出');
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(await download.path());
    const sheet = workbook.worksheets[0];
    expect(sheet?.getCell('A1').text).toMatch(/^导出人 .+ · 时间 .+ · 条件：包含文字：月亮塘 · 共 2 件$/);
    expect(new Set([sheet?.getCell('A3').text, sheet?.getCell('A4').text])).toEqual(new Set(made.map(({ number }) => number)));

    const handler = await office.colleague('handle');
    await handler.open('/cases?q=月亮塘');
    await seeRows(handler, 2);
    expect(await handler.page.getByRole('button', { name: '导出 xlsx' }).count()).toBe(0);
  });

  test('fits a phone', async () => {
    await prepared('白鹤汀', 1);
    const shift = await office.colleague('shift', { width: 360, height: 800, isPhone: true });
    await shift.open('/cases?q=白鹤汀');
    await seeRows(shift, 1);
    await shift.examine('the list on a phone');
  });
});
