import { describe, expect, test } from 'vitest';
import { beginStep, doStep, finishStep, openCase, panel, takePhoto } from './harness/case-work.ts';
import { createColleagues, type PreparedCase } from './harness/colleagues.ts';
import { useOffice } from './harness/office.fixture.ts';

const office = useOffice();
const colleagues = createColleagues(() => office.url);

const SANITATION = '县环境卫生管理所';
const URBAN = '县城市管理执法大队';
const CONTRACTOR = '洁海保洁服务公司';

async function dispatched(description: string, lead: string, supporting?: string): Promise<PreparedCase> {
  const made = await colleagues.report('intake', { description, code: '0110', grid: '书院第2网格' });
  await colleagues.step('intake', made, 'register');
  await colleagues.file(made);
  const supportingUnitIds = supporting === undefined ? [] : [await colleagues.unitId(supporting)];
  await colleagues.step('dispatch', made, 'dispatch', { leadUnitId: await colleagues.unitId(lead), supportingUnitIds });
  return made;
}

describe('the desk of a unit', () => {
  test('a result is reported with photos of before and of after, each shown as what it is', async () => {
    const made = await dispatched('河堤上的垃圾', SANITATION);
    const desk = await office.colleague('handle');
    await openCase(desk, made);
    await doStep(desk, '签收');
    await beginStep(desk, '反馈结果');
    const files = panel(desk).locator('input[type=file]');
    await files.first().setInputFiles([await takePhoto(desk, 'before.png')]);
    await files.last().setInputFiles([await takePhoto(desk, 'after.png')]);
    await expect.poll(() => panel(desk).getByRole('img', { name: '照片 1' }).count()).toBe(2);
    await desk.examine('reporting with photos');
    await finishStep(desk, '反馈结果', { 处置结果: '已清运。' });
    await desk.page.reload();
    await desk.see(made.number);
    const photos = desk.page.getByRole('region', { name: '照片' });
    await desk.see(photos.getByText(/处置前/).first());
    await desk.see(photos.getByText(/处置后/).first());
  });

  test('more time is asked for knowing what it would mean, a return proposes from the responsibility list', async () => {
    const made = await dispatched('要等潮水退了才能清的垃圾', SANITATION);
    const desk = await office.colleague('handle');
    await openCase(desk, made);
    await beginStep(desk, '申请延期');
    await desk.see(panel(desk).getByText(/现期限 .*再加一个原时限（4工作时）/));
    await desk.examine('asking for more time');
    await desk.page.keyboard.press('Escape');
    await desk.page.getByRole('dialog').waitFor({ state: 'hidden' });
    await beginStep(desk, '申请退单');
    await desk.see(panel(desk).getByRole('radiogroup', { name: '建议' }));
    expect(
      await panel(desk)
        .getByRole('radio', { name: new RegExp(`^${SANITATION}`) })
        .count(),
    ).toBe(0);
    await desk.examine('asking for a return');
  });

  test('a supporting unit sees what it owes until it has reported, and who of its people has how much', async () => {
    const made = await dispatched('占道经营留下的垃圾', SANITATION, URBAN);
    const desk = await office.colleague('handle2');
    await desk.page.keyboard.press('g');
    await desk.page.keyboard.press('g');
    const parts = desk.page.getByRole('region', { name: /待配合/ });
    const row = parts.getByRole('button', { name: new RegExp(made.number.slice(-12)) });
    await desk.see(row);
    await desk.see(desk.page.getByRole('table').getByRole('columnheader', { name: '超时' }));
    await desk.examine('the desk of a unit');
    await row.click();
    await desk.see(made.number);
    await beginStep(desk, '反馈配合情况');
    await finishStep(desk, '反馈配合情况', { 配合情况: '已劝离商贩。' });
    await desk.open('/unit-desk');
    await desk.see(parts);
    await desk.miss(row);
  });

  test('a contractor sees its own tasks and nothing else: pages, lists, search, statistics', async () => {
    const own = await dispatched('合同范围内的垃圾', CONTRACTOR);
    const other = await dispatched('别的单位的垃圾', URBAN);
    const desk = await office.colleague('contractor');
    await openCase(desk, own);
    await desk.see(desk.page.getByRole('button', { name: /^签收/ }));
    await desk.watch.refusing([404], async () => {
      await desk.open(`/cases/${other.id}`);
      await desk.see('没有找到，或不在您的范围内');
    });
    await desk.open('/cases?q=别的单位的垃圾');
    await desk.page.getByRole('main').waitFor();
    await expect.poll(() => desk.page.getByRole('main').innerText()).not.toContain(other.number);
    const rail = desk.page.getByRole('navigation', { name: '工作' });
    for (const closed of ['统计', '派遣', '裁定', '指标评价', '同类派遣'])
      expect(await rail.getByRole('link', { name: closed, exact: true }).count()).toBe(0);
    await desk.open('/dispatch/batch');
    await desk.examine('a page that a contractor may not see');
    expect(await desk.page.getByRole('main').innerText()).not.toContain(own.number);
  });
});
