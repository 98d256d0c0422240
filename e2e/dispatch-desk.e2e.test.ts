import { describe, expect, test } from 'vitest';
import { beginStep, openCase, ownerCard, pick, rule } from './harness/case-work.ts';
import { createColleagues, type PreparedCase } from './harness/colleagues.ts';
import { useOffice } from './harness/office.fixture.ts';

const office = useOffice();
const colleagues = createColleagues(() => office.url);

const SANITATION = '县环境卫生管理所';
const URBAN = '县城市管理执法大队';
const HOUSING = '县住房和城乡建设局';

async function filed(description: string, grid = '书院第3网格'): Promise<PreparedCase> {
  const made = await colleagues.report('intake', { description, code: '0110', grid });
  await colleagues.step('intake', made, 'register');
  await colleagues.file(made);
  return made;
}

describe('the dispatch desk', () => {
  test('a suggestion shows its reason, its unit’s load and how far it was right, and one key accepts it (JD-12)', async () => {
    const made = await filed('绿道边堆了生活垃圾');
    const desk = await office.colleague('dispatch');
    await desk.open(`/queue/dispatch?case=${made.id}`);
    const advice = desk.page.getByRole('region', { name: '派遣建议' });
    await desk.see(advice.getByText(SANITATION).first());
    await desk.see(advice.getByText('权责清单').first());
    await desk.see(advice.getByText(/在办 \d+|超出上限/).first());
    await desk.see(advice.getByText(/以往派遣的建议/));
    await desk.examine('suggested dispatch');
    await beginStep(desk, '派遣');
    await desk.see(
      desk.page
        .getByRole('dialog')
        .getByText(/在办 \d+|超出上限/)
        .first(),
    );
    await desk.examine('choosing a unit');
    await desk.page.keyboard.press('Escape');
    await desk.page.getByRole('dialog').waitFor({ state: 'hidden' });
    await desk.page.keyboard.press('a');
    const confirm = desk.page.getByRole('dialog', { name: `派遣给 ${SANITATION}？` });
    await desk.see(confirm.getByText(/派出后不能收回/));
    await desk.examine('confirming a dispatch');
    await desk.page.keyboard.press('Enter');
    await desk.see('派遣：完成');
    await openCase(desk, made);
    await desk.see(ownerCard(desk).getByText(SANITATION));
  });

  test('who leads for one owner of the component is offered behind the others, with the owner', async () => {
    await colleagues.leadForOwner('0110', HOUSING);
    const made = await filed('绿道边堆了箱子');
    const desk = await office.colleague('dispatch');
    await desk.open(`/queue/dispatch?case=${made.id}`);
    const advice = desk.page.getByRole('region', { name: '派遣建议' });
    await desk.see(advice.locator('.is-first').filter({ hasText: SANITATION }));
    await advice.getByText('其他建议').click();
    await desk.see(advice.getByText(`权属单位为 ${HOUSING} 时`));
    const opened = await beginStep(desk, '派遣');
    await desk.see(opened.getByRole('radio', { name: new RegExp(`${HOUSING}.*权属单位为 ${HOUSING} 时`, 'u') }));
    expect(await opened.getByRole('radio', { name: new RegExp(`^${SANITATION}`, 'u') }).isChecked()).toBe(true);
    await desk.examine('choosing among owners');
  });

  test('equal cases go out together, each with its own result, and what was left out stays', async () => {
    const cases = [];
    for (const n of [1, 2, 3]) cases.push(await filed(`同类垃圾第${n}处`, '书院第4网格'));
    const [first, second, left] = cases;
    const desk = await office.colleague('dispatch');
    await desk.open('/dispatch/batch');
    const group = desk.page
      .getByRole('region')
      .filter({ hasText: left?.number.slice(-12) ?? '' })
      .last();
    await desk.see(group);
    await desk.examine('dispatching together');
    for (const box of await group.getByRole('checkbox').all()) {
      const name = (await box.getAttribute('aria-label')) ?? '';
      if (![first, second].some((made) => name.includes(made?.number ?? '?'))) await box.uncheck();
    }
    await group.getByRole('button', { name: /派遣这 2 件/ }).click();
    const panel = desk.page.getByRole('dialog', { name: '派遣' });
    await panel.getByRole('button', { name: /派遣.*2/ }).waitFor();
    await desk.examine('the panel of many');
    await panel.getByRole('button', { name: /派遣.*2/ }).click();
    const ownerOf = async (made: PreparedCase | undefined) => {
      await openCase(desk, made ?? { id: '', number: '' });
      return ownerCard(desk).innerText();
    };
    await desk.see(panel.getByText(/完成|已办/).first());
    await expect.poll(() => ownerOf(second), { timeout: 20_000 }).toContain(SANITATION);
    expect(await ownerOf(first)).toContain(SANITATION);
    expect(await ownerOf(left)).not.toContain(SANITATION);
  });

  test('the pile that is read stays the current one when another comes before it', async () => {
    for (const n of [1, 2]) {
      await filed(`两堆中的垃圾第${n}处`);
      const rubble = { description: `两堆中的渣土第${n}处`, code: '0111', grid: '书院第3网格' };
      await colleagues.file(await colleagues.report('intake', rubble));
    }
    const { page, ...desk } = await office.colleague('dispatch');
    await desk.open('/dispatch/batch');
    const titles = page.getByRole('region').getByRole('heading', { level: 2 });
    const current = page.locator('.batch-group.is-current').getByRole('heading');
    await desk.see(titles);
    const [read, ...others] = await titles.allInnerTexts();
    expect(others).not.toEqual([]);
    await page.route(/\/dispatch\/groups/, async (route) => {
      const answer = await route.fetch();
      const groups = (await answer.json()) as { readonly groups: readonly unknown[] };
      await route.fulfill({ response: answer, json: { ...groups, groups: groups.groups.toReversed() } });
    });
    // Back from another window, as soon as what stands here is old enough to be read anew.
    const firstNow = async (): Promise<string> => {
      await page.evaluate("void window.dispatchEvent(new Event('visibilitychange'))");
      return titles.first().innerText();
    };
    await expect.poll(firstNow, { timeout: 40_000 }).not.toBe(read);
    expect(await current.innerText()).toBe(read);
  });

  test('a ruling stands on one panel with both sides, and the next one finds it as a precedent (JD-22)', async () => {
    const asked = async (description: string) => {
      const made = await filed(description, '南塘第1网格');
      await colleagues.step('dispatch', made, 'dispatch', { leadUnitId: await colleagues.unitId(SANITATION) });
      const counterUnitId = await colleagues.unitId(URBAN);
      await colleagues.step('handle', made, 'request_return', { reason: '属店外经营', evidence: '只有桌椅', counterUnitId });
      return made;
    };
    const first = await asked('门店把货架摆上人行道');
    const desk = await office.colleague('dispatch');
    await desk.open(`/queue/rulings?case=${first.id}`);
    await desk.see(desk.page.getByRole('region', { name: '单位的说法' }).getByText('只有桌椅'));
    await desk.see(desk.page.getByRole('region', { name: '清单与记录' }).getByText(SANITATION).first());
    const granting = desk.page.getByRole('region', { name: '如果同意' });
    await desk.see(granting.getByText(/应于 .* 前办结/));
    await pick(desk, granting.getByLabel('配合单位'), SANITATION, SANITATION);
    await desk.see(granting.locator('.ant-select-selection-item', { hasText: SANITATION }));
    await desk.examine('the panel of a ruling');
    await rule(desk, '不同意', '桌椅已搬，剩下的是垃圾。', '裁定退单');
    const second = await asked('门店又把货架摆上人行道');
    await desk.open(`/queue/rulings?case=${second.id}`);
    await desk.see(desk.page.getByText('桌椅已搬，剩下的是垃圾。'));
    await desk.see(desk.page.getByRole('link', { name: first.number }));
    await desk.page.getByRole('button', { name: '用这条理由' }).first().click();
    const reason = desk.page.getByRole('region', { name: '如果不同意' }).getByLabel('不同意的理由');
    await expect.poll(() => reason.inputValue()).not.toBe('');
    // What is written is still there after the page was loaded anew.
    await reason.fill('与前一件相同。');
    await desk.page.waitForTimeout(600);
    await desk.page.reload();
    await expect.poll(() => reason.inputValue()).toBe('与前一件相同。');
  });

  test('deferred cases lie in a ledger, and a review is recorded with the day of the next one', async () => {
    const made = await filed('等主体工程完工才能清运的渣土', '南塘第1网格');
    await colleagues.step('dispatch', made, 'dispatch', { leadUnitId: await colleagues.unitId(SANITATION) });
    await colleagues.step('handle', made, 'accept');
    const untilAt = new Date(Date.now() + 90 * 86_400_000).toISOString();
    await colleagues.step('handle', made, 'request_deferral', { reason: '等完工', exitCondition: '主体验收', untilAt });
    await colleagues.step('dispatch', made, 'rule_deferral', { granted: true, reason: '条件明确' });
    const desk = await office.colleague('dispatch');
    await desk.page.keyboard.press('g');
    await desk.page.keyboard.press('l');
    const entry = desk.page.getByRole('article', { name: made.number });
    await desk.see(entry.getByText('主体验收'));
    await desk.examine('deferral ledger');
    await entry.getByRole('button', { name: `记录复核 ${made.number}` }).click();
    const review = desk.page.getByRole('dialog');
    await review.getByLabel('现场或部门情况').fill('主体已封顶，未验收');
    await desk.examine('reviewing a deferral');
    await review.getByRole('button', { name: '记录复核', exact: true }).click();
    await desk.see('复核已记录');
    await entry.getByText('已复核 1 次').click();
    await desk.see(entry.getByText('主体已封顶，未验收'));
  });
});
