import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { useOffice } from './harness/office.fixture.ts';

const office = useOffice();

describe('evaluation', () => {
  it('BP-03 draws an indicator beside its table, and every number opens what it counts', async () => {
    const leader = await office.colleague('leader');
    await leader.open('/appraisal?subject=unit&span=month');
    await leader.page.getByRole('button', { name: '图表', exact: true }).click();
    await leader.page
      .getByRole('img', { name: /数值见下表/ })
      .locator('svg')
      .waitFor();
    await leader.page.getByLabel('对比上期').check();
    await leader.see('上期');
    await leader.examine('evaluation with a chart');
    const door = leader.page.getByRole('button', { name: /结案率 分母 [\d,]+/ }).first();
    const counted = Number((await door.innerText()).replaceAll(',', ''));
    await door.click();
    const list = leader.page.getByRole('dialog').getByRole('listitem');
    await list.first().waitFor();
    while (await leader.page.getByRole('dialog').getByRole('button', { name: '继续加载' }).isVisible())
      await leader.page.getByRole('dialog').getByRole('button', { name: '继续加载' }).click();
    await expect.poll(() => list.count()).toBe(counted);
  });

  it('shows the course of an indicator over the last six periods, and posts by name without score (XF-07)', async () => {
    const leader = await office.colleague('leader');
    await leader.open('/appraisal?subject=total&span=month&chart=first');
    const chart = leader.page.getByRole('img', { name: /最近六期/ });
    await chart.locator('svg').waitFor();
    const table = leader.page.getByRole('table', { name: /最近六期/ });
    expect(await table.getByRole('row').count()).toBe(7);
    await leader.examine('course over periods');
    const doors = table.getByRole('button', { name: /分母 [\d,]+/ });
    for (const door of [doors.first(), doors.last()]) {
      const counted = Number((await door.innerText()).replaceAll(',', ''));
      const period = await door.locator('xpath=ancestor::tr').getByRole('rowheader').innerText();
      await door.click();
      const dialog = leader.page.getByRole('dialog', { name: new RegExp(period) });
      const items = dialog.getByRole('listitem');
      await items.first().waitFor();
      // The button goes with the last page.
      const more = dialog.getByRole('button', { name: '继续加载' });
      for (let shown = await items.count(); await more.isVisible(); shown = await items.count()) {
        await more.click();
        await expect.poll(() => items.count()).toBeGreaterThan(shown);
      }
      await expect.poll(() => items.count()).toBe(counted);
      await leader.page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
    }
    await leader.open('/appraisal?subject=post&span=month');
    await leader.page.getByRole('table').waitFor();
    await leader.examine('posts');
    expect(await leader.page.getByRole('columnheader', { name: /得分/ }).count()).toBe(0);
    expect(await leader.page.getByRole('button', { name: '图表', exact: true }).count()).toBe(0);
  });

  it('gives the same figures as a workbook and as a Word report', async () => {
    const leader = await office.colleague('leader');
    await leader.open('/appraisal?subject=area&span=quarter');
    await leader.page.getByRole('table').waitFor();
    for (const [link, signature] of [
      ['下载 xlsx', 'PK'],
      ['导出 Word', 'PK'],
    ] as const) {
      const download = leader.page.waitForEvent('download');
      await leader.page.getByRole('button', { name: link }).click();
      const file = await (await download).path();
      expect(readFileSync(file).toString('latin1', 0, 2)).toBe(signature);
    }
  });

  it('draws what came in by street, and keeps the table beside it', async () => {
    const leader = await office.colleague('leader');
    await leader.open('/statistics?by=street');
    await leader.page.getByRole('button', { name: '图表', exact: true }).click();
    await leader.page
      .getByRole('img', { name: /数值见下表/ })
      .locator('svg')
      .waitFor();
    await leader.page.getByText('已结案', { exact: true }).first().click();
    await leader.page.getByRole('table').waitFor();
    await leader.examine('statistics with a chart');
  });
});
