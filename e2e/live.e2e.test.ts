import { describe, expect, test } from 'vitest';
import { actions, openCase, stepButton } from './harness/case-work.ts';
import { createColleagues } from './harness/colleagues.ts';
import type { Desk } from './harness/desk.ts';
import { useOffice } from './harness/office.fixture.ts';

const office = useOffice();
const colleagues = createColleagues(() => office.url);

const rows = ({ page }: Desk) => page.getByRole('list', { name: '案件列表' });
const rowOf = (desk: Desk, number: string) =>
  rows(desk)
    .getByRole('listitem')
    .filter({ hasText: number.slice(-12) });
const banner = ({ page }: Desk) => page.locator('.case-news');

/** The queue is long; a case whose clock runs out first stands at its top. */
async function inQueue(desk: Desk, made: { readonly number: string }): Promise<void> {
  const row = rowOf(desk, made.number);
  const more = desk.page.getByRole('button', { name: '继续加载' });
  while (!(await row.isVisible()) && (await more.isVisible())) await more.click();
  await row.waitFor();
  await row.scrollIntoViewIfNeeded();
}

describe('two people on one queue', () => {
  test('a case that one of them takes says so on the other’s row, then leaves it; the taker keeps it (BS-13)', async () => {
    const made = await colleagues.report('intake', { description: '井盖松动，两人同看一队', code: '0113', grid: '书院第2网格' });
    const [intake, shift] = [await office.colleague('intake'), await office.colleague('shift')];
    for (const desk of [intake, shift]) {
      await desk.open('/queue/intake');
      await inQueue(desk, made);
    }
    await rowOf(intake, made.number).getByRole('button').click();
    await stepButton(intake, '接手').click();
    await shift.see(rowOf(shift, made.number).getByText('演示受理员01 已接手'));
    await shift.examine('a row that is leaving');
    await shift.miss(rowOf(shift, made.number));
    await rowOf(intake, made.number).waitFor();
    // Whoever leads the desk still finds it.
    await shift.page.getByLabel('含同事已接手的').check();
    await inQueue(shift, made);
    await shift.page.getByLabel('含同事已接手的').uncheck();
    await shift.miss(rowOf(shift, made.number));
  });

  test('a case that is open stays open under the reader’s hands, says who did what, and offers what is left to do', async () => {
    const made = await colleagues.report('intake', { description: '路面破损，一人在看', code: '0113', grid: '书院第2网格' });
    const shift = await office.colleague('shift');
    await shift.open('/queue/intake');
    await inQueue(shift, made);
    await rowOf(shift, made.number).getByRole('button').click();
    await shift.see(stepButton(shift, '立案'));
    await colleagues.step('intake', made, 'take');
    await shift.see(banner(shift).getByText('刚才 演示受理员01 办理了「接手」'));
    await shift.examine('somebody took the open case');
    expect(new URL(shift.page.url()).searchParams.get('case')).toBe(made.id);
    await shift.see(shift.page.getByRole('article').getByText(made.number));
    await banner(shift).getByRole('button', { name: '知道了' }).click();
    await shift.miss(banner(shift));
    // Long after its row would have left, the open case is still there.
    await shift.page.waitForTimeout(8_000);
    await rowOf(shift, made.number).waitFor();
    await shift.page.keyboard.press('j');
    await shift.miss(rowOf(shift, made.number));
  });
});

describe('two people on one case', () => {
  test('see each other, and which step the other is filling in', async () => {
    const made = await colleagues.report('intake', { description: '两人同看一案', code: '0113', grid: '望云第1网格' });
    const [intake, shift] = [await office.colleague('intake'), await office.colleague('shift')];
    await openCase(intake, made);
    await openCase(shift, made);
    await intake.see(actions(intake).getByText('演示值班长01 也在看'));
    await shift.see(actions(shift).getByText('演示受理员01 也在看'));
    await shift.page.keyboard.press('f');
    await shift.page.getByRole('dialog').waitFor();
    await intake.see(actions(intake).getByText('演示值班长01 正在填写：立案'));
    await intake.examine('a colleague is writing');
    await shift.page.keyboard.press('Escape');
    await intake.see(actions(intake).getByText('演示值班长01 也在看'));
    await shift.open('/queue/closing');
    await intake.miss(actions(intake).getByText('演示值班长01'));
  });

  test('amend the same field: both texts stand side by side, nothing is lost, and either can be taken', async () => {
    const made = await colleagues.report('intake', { description: '树枝压路', code: '0117', grid: '望云第1网格' });
    const shift = await office.colleague('shift');
    await openCase(shift, made);
    await shift.page.keyboard.press('m');
    const form = shift.page.getByRole('dialog');
    await form.getByLabel(/^地点/).fill('望云路 9 号东侧');
    await form.getByLabel('补正原因').fill('现场看过');
    await shift.see(form.getByText('草稿已保存'));
    await colleagues.step('intake', made, 'amend', { place: '望云路 3 号门前', urgency: 'urgent', note: '来电说明' });
    await shift.watch.refusing([409], async () => {
      await form.getByRole('button', { name: '补正', exact: true }).click();
      await form.getByRole('heading', { name: '刚才有人更新了这个案件' }).waitFor();
    });
    const sides = form.getByRole('region', { name: '刚才有人更新了这个案件' });
    await shift.see(sides.getByRole('cell', { name: '望云路 3 号门前' }));
    await shift.see(sides.getByRole('cell', { name: '望云路 9 号东侧' }));
    await shift.see(sides.getByRole('row', { name: '紧急程度 较急 一般' }));
    await shift.see(sides.getByText('现场看过'));
    await shift.examine('both sides of a conflict');
    await sides.getByRole('button', { name: '先放着，保留我的草稿' }).click();
    await form.waitFor({ state: 'hidden' });
    // Left for now, and found again with every word.
    await actions(shift).getByText('没有提交的草稿：').waitFor();
    await shift.page.keyboard.press('m');
    expect(await form.getByLabel(/^地点/).inputValue()).toBe('望云路 9 号东侧');
    expect(await form.getByLabel('补正原因').inputValue()).toBe('现场看过');
    await form.getByRole('button', { name: '补正', exact: true }).click();
    await shift.see('补正：完成');
    await shift.see(shift.page.getByRole('article').getByText('望云路 9 号东侧'));
    await actions(shift).getByText('没有提交的草稿：').waitFor({ state: 'hidden' });
  });
});

describe('what is typed into the form of a step', () => {
  test('is there after a reload and after signing out, for its writer and nobody else, and gone when it was sent', async () => {
    const made = await colleagues.report('intake', { description: '草稿要留住', code: '0113', grid: '望云第2网格' });
    const desk = await office.colleague('shift');
    const { page } = desk;
    const reason = page.getByRole('dialog').getByLabel('理由');
    await openCase(desk, made);
    await page.keyboard.press('d');
    await page.getByRole('dialog').getByLabel('理由').fill('与昨日案件重复');
    await desk.see('草稿已保存');
    await desk.examine('a draft that is kept');
    await page.reload();
    await actions(desk).getByRole('button', { name: '不予受理', exact: true }).click();
    await desk.see(page.getByText(/^已恢复 .* 的草稿/));
    expect(await reason.inputValue()).toBe('与昨日案件重复');
    await desk.examine('a draft that was found again');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });

    await page.getByRole('button', { name: '演示值班长01' }).click();
    await page.getByRole('menuitem', { name: '退出登录' }).click();
    await page.getByRole('heading', { name: '登录' }).waitFor();
    await desk.signIn('intake');
    await openCase(desk, made);
    await page.keyboard.press('d');
    await reason.waitFor();
    expect(await reason.inputValue()).toBe('');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '演示受理员01' }).click();
    await page.getByRole('menuitem', { name: '退出登录' }).click();
    await page.getByRole('heading', { name: '登录' }).waitFor();

    await desk.signIn('shift');
    await openCase(desk, made);
    await actions(desk).getByRole('button', { name: '不予受理', exact: true }).click();
    expect(await reason.inputValue()).toBe('与昨日案件重复');
    await page
      .getByRole('dialog')
      .getByLabel(/^给诉求人的解释/)
      .fill('已并入昨日的案件办理');
    await page.getByRole('dialog').getByRole('button', { name: '不予受理', exact: true }).click();
    await desk.see('不予受理：完成');
    expect(await page.evaluate<string>('JSON.stringify(localStorage)')).not.toContain('与昨日案件重复');
  });
});

describe('a lost connection', () => {
  test('is said without anybody asking, recovers by itself, and what happened meanwhile is there', async () => {
    const made = await colleagues.report('intake', { description: '断网时有人办理', code: '0113', grid: '望云第2网格' });
    const desk = await office.colleague('shift');
    await openCase(desk, made);
    await stepButton(desk, '立案').waitFor();
    // The map comes after the case, and its worker after the map.
    await desk.page.locator('canvas').first().waitFor();
    await desk.settle();
    await desk.page.waitForTimeout(1_000);
    await desk.watch.unreachable(async () => {
      await desk.context.setOffline(true);
      await desk.see('连接不上服务器。正在自动重连，填写的内容不会丢失。');
      await desk.examine('cut off');
      await colleagues.step('intake', made, 'take');
      await desk.context.setOffline(false);
      await desk.see('已重新连接，页面已更新。');
      await desk.miss(desk.page.locator('.connection p'));
    });
    await desk.see(desk.page.getByRole('region', { name: '责任人' }).getByText(/演示受理员01/));
    // And it is told what happens again.
    await colleagues.step('intake', made, 'release');
    await desk.see(desk.page.getByRole('region', { name: '责任人' }).getByText(/尚无人接手/));
  });
});
