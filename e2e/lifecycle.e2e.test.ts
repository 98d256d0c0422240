import { describe, expect, test } from 'vitest';
import {
  beginStep,
  clockCard,
  doStep,
  fillStep,
  finishStep,
  journal,
  openCase,
  ownerCard,
  panel,
  pick,
  takePhoto,
} from './harness/case-work.ts';
import { createColleagues } from './harness/colleagues.ts';
import type { Desk } from './harness/desk.ts';
import { useOffice } from './harness/office.fixture.ts';

const office = useOffice();
const colleagues = createColleagues(() => office.url);

const PHONE = '13800002468';
const MASKED_PHONE = '138****2468';
const MATTER = '暴露生活垃圾';
const UNIT = '县环境卫生管理所';
/** Maps are drawn by the processor here. */
const PATIENCE = { timeout: 30_000, interval: 500 };

interface Reported {
  readonly id: string;
  readonly number: string;
}

/** Enters household waste with a photo and a sealed reporter; the place is still to be said. */
async function fillReport(desk: Desk, description: string): Promise<void> {
  const { page } = desk;
  await page.keyboard.press('n');
  await page.getByLabel('发生了什么').fill(description);
  await pick(desk, page.getByLabel('类别'), MATTER, 'blshlj');
  await page.locator('input[type=file]').setInputFiles([await takePhoto(desk, '现场.png')]);
  await page.getByRole('img', { name: '照片 1' }).first().waitFor();
  await pick(desk, page.getByLabel('来源'), '12345 热线');
  await page.getByLabel('在哪里').fill('菜市场北门');
  await page.getByText('诉求人联系方式').click();
  await page.getByLabel('姓名').fill('演示诉求人');
  await page.getByLabel('电话').fill(PHONE);
}

async function saveReport(desk: Desk): Promise<Reported> {
  const { page } = desk;
  await page.getByRole('button', { name: '保存案件' }).click();
  await page.getByRole('heading', { name: /已保存/ }).waitFor();
  await desk.see('查询码');
  await desk.examine('receipt');
  await page.getByRole('link', { name: '打开案件' }).click();
  await page.getByRole('heading', { name: MATTER }).waitFor();
  const [number] = /\d{16,}/.exec(await page.getByRole('article').innerText()) ?? [''];
  return { id: page.url().split('/').at(-1) ?? '', number };
}

/** What nobody reads: the inner name of a person, a unit, a row. */
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-/;

/** What the journal says, oldest first: the word of each step. */
async function stepsInJournal(desk: Desk): Promise<string[]> {
  const words = await journal(desk).getByRole('listitem').getByRole('strong').allTextContents();
  return [...words].reverse();
}

describe('the seven-step loop in the browser', () => {
  test('a case goes through all seven steps by seven people, its reporter stays sealed, and it then counts (JD-12 JD-13)', async () => {
    const intake = await office.colleague('intake');
    await intake.examine('my tasks, empty');
    await fillReport(intake, `菜市场北门垃圾桶旁堆了生活垃圾，请联系 ${PHONE}`);
    // The middle of the county is land, wherever the map has drawn it.
    const map = intake.page.getByRole('application', { name: '在地图上点一下标注位置' });
    const placed = intake.page.getByText(/^位于 望潮县（演示） \/ .+ \/ .+ \/ .+网格$/);
    // A map that is still being drawn hears no click, and one at another place only moves the pin.
    await expect
      .poll(async () => {
        await map.click();
        return placed.isVisible();
      }, PATIENCE)
      .toBe(true);
    await intake.examine('new case, filled in');
    const made = await saveReport(intake);
    await doStep(intake, '受理');
    await intake.examine('case at intake');

    const shift = await office.colleague('shift');
    await shift.open('/queue/intake');
    await shift.page.getByRole('button', { name: new RegExp(made.number.slice(-12)) }).click();
    const filing = await beginStep(shift, '立案');
    await shift.see(filing.getByRole('radio', { name: /未入容器的垃圾.*4工作时.*结案：清理/ }));
    expect(await filing.getByRole('radio').first().isChecked()).toBe(true);
    await shift.examine('filing');
    await finishStep(shift, '立案');

    const dispatch = await office.colleague('dispatch');
    await openCase(dispatch, made);
    const dispatching = await beginStep(dispatch, '派遣');
    const suggested = dispatching.getByRole('radio', { name: new RegExp(`^${UNIT} 权责清单 · 依据：`) });
    await dispatch.see(suggested);
    expect(await suggested.isChecked()).toBe(true);
    await dispatch.examine('dispatching');
    await finishStep(dispatch, '派遣');
    await dispatch.see(ownerCard(dispatch).getByText(UNIT));
    // The clock of the unit is running although nobody there has signed for it.
    await dispatch.see(clockCard(dispatch).getByText(/还剩 (3|4) 工作时|还剩 \d+ 分钟/));

    const handler = await office.colleague('handle');
    await openCase(handler, made);
    const dueBefore = await clockCard(handler).innerText();
    await doStep(handler, '签收');
    expect(await clockCard(handler).innerText()).toBe(dueBefore);
    await handler.see(`请联系 ${MASKED_PHONE}`);
    expect(await handler.page.getByRole('main').innerText()).not.toContain(PHONE);
    expect(await handler.page.getByRole('button', { name: '查看诉求人信息' }).count()).toBe(0);
    await beginStep(handler, '反馈结果');
    await panel(handler)
      .locator('input[type=file]')
      .last()
      .setInputFiles([await takePhoto(handler, '处置后.png')]);
    await handler.see(panel(handler).getByRole('img', { name: '照片 1' }));
    await handler.examine('reporting the result');
    await finishStep(handler, '反馈结果', { 处置结果: '已清运两车，垃圾桶已加盖。' });

    await dispatch.page.reload();
    await beginStep(dispatch, '确认反馈');
    await finishStep(dispatch, '确认反馈');

    const verifier = await office.colleague('verify');
    await openCase(verifier, made);
    await fillStep(verifier, '核查通过', { 现场情况: '现场已干净。' });

    await openCase(shift, made);
    await beginStep(shift, '结案');
    await shift.examine('closing');
    await finishStep(shift, '结案', { 给诉求人的解释: '垃圾已清运，谢谢您的反映。' });
    await shift.see('已结案');
    await expect
      .poll(() => stepsInJournal(shift))
      .toEqual(['上报', '受理', '立案', '派遣', '签收', '反馈结果', '确认反馈', '核查通过', '结案']);
    await shift.see('记录链完整');
    const toldOf = (verb: string) => journal(shift).getByRole('listitem').filter({ hasText: verb });
    await shift.see(toldOf('立案').getByText(/^立案标准：.*未入容器的垃圾/));
    await shift.see(toldOf('派遣').getByText(`主办单位：${UNIT}`));
    await shift.see(toldOf('反馈结果').getByText('处置后照片：1 张'));
    expect(await journal(shift).innerText()).not.toMatch(UUID);
    await shift.examine('closed case');

    await revealReporter(intake, made);
    await countedUnder(shift, made);
  });

  test('likely duplicates stand beside the form while a report is written, and joining one enters the report once (PT-61)', async () => {
    const known = await colleagues.report('shift', {
      description: '书院路口垃圾成堆，苍蝇很多',
      code: '0110',
      grid: '南塘第1网格',
    });
    const intake = await office.colleague('intake');
    await fillReport(intake, '书院路口垃圾成堆没人管');
    // Without a mouse: the same place as typed coordinates.
    await intake.page.getByText('也可直接填写经纬度').click();
    await intake.page.getByLabel('经度').fill(String(known.position.lng));
    await intake.page.getByLabel('纬度').fill(String(known.position.lat));
    const region = intake.page.getByRole('region', { name: '可能是同一件' });
    const likely = region.getByRole('listitem').filter({ hasText: known.number });
    await likely.getByText(/同一地点.*同一类别/).waitFor();
    await intake.examine('duplicates');
    await likely.getByRole('button', { name: '就是这件，并入' }).click();
    await intake.see(`这次反映已并入或关联到 ${known.number}`);
    await openCase(intake, known);
    await intake.see(intake.page.getByRole('region', { name: '相关案件' }).getByText('重复'));
  });
});

/** Intake looks at the phone number: not without a purpose, and the look stands in the list. */
async function revealReporter(desk: Desk, made: Reported): Promise<void> {
  await openCase(desk, made);
  const sealed = desk.page.getByRole('region', { name: '诉求人信息' });
  await sealed.getByText('无人查看过。').waitFor();
  await sealed.getByRole('button', { name: '查看诉求人信息' }).click();
  await sealed.getByRole('button', { name: '查看并记录' }).click();
  await sealed.getByText('请填写：查看目的').waitFor();
  expect(await sealed.innerText()).not.toContain(PHONE);
  await sealed.getByLabel('查看目的').fill('回访满意度');
  await sealed.getByRole('button', { name: '取消' }).click();
  await sealed.getByRole('button', { name: '查看诉求人信息' }).click();
  expect(await sealed.getByLabel('查看目的').inputValue()).toBe('回访满意度');
  await sealed.getByRole('button', { name: '查看并记录' }).click();
  await sealed.getByText(PHONE).waitFor();
  await sealed.getByRole('listitem').filter({ hasText: '演示受理员01' }).getByText('回访满意度').waitFor();
  await desk.examine('revealed reporter');
}

/** The number under statistics opens the list in which the case stands. */
async function countedUnder(desk: Desk, made: Reported): Promise<void> {
  await desk.page.getByRole('link', { name: '统计' }).click();
  await desk.page.getByRole('table', { name: '统计' }).waitFor();
  await desk.examine('statistics');
  await desk.page.getByRole('button', { name: new RegExp(`^打开这些案件：${UNIT} 已结案 `) }).click();
  await desk.see(desk.page.getByRole('table', { name: '案件列表' }).getByRole('link', { name: made.number }));
  await desk.examine('list behind a number');
}
