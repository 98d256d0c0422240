import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { panel } from './harness/case-work.ts';
import { createColleagues } from './harness/colleagues.ts';
import type { Desk } from './harness/desk.ts';
import { useOffice } from './harness/office.fixture.ts';
import { giveUpMessage } from './harness/outbox.ts';
import { useOwnProduct } from './harness/product.fixture.ts';

/** Places and rules are everybody's. */
const product = useOwnProduct({ demo: 'on' });
const office = useOffice(() => product().url);
const colleagues = createColleagues(() => office.url);

const MATTER = '暴露生活垃圾';

async function save(desk: Desk, verb = '保存'): Promise<void> {
  await panel(desk).getByRole('button', { name: verb, exact: true }).click();
}

/** The first of what a field of the panel finds, taken by the keyboard. */
async function choose(desk: Desk, label: string, typed: string): Promise<void> {
  const field = panel(desk).getByRole('combobox', { name: label });
  await field.click();
  const [found] = await Promise.all([
    label === '类别' ? desk.page.waitForResponse((response) => response.url().includes(`q=${typed}`)) : null,
    field.fill(typed),
  ]);
  await found?.finished();
  await desk.page.locator('.ant-select-item-option-active').filter({ visible: true }).waitFor();
  await field.press('Enter');
}

async function findMatter(desk: Desk): Promise<void> {
  const { page } = desk;
  await desk.open('/admin/catalogue');
  await page.getByLabel('查找类别', { exact: true }).fill('blshlj');
  await page.getByRole('list', { name: '找到的类别' }).getByRole('button').first().click();
  await page.getByRole('article', { name: MATTER }).waitFor();
}

describe('the rules of a place, kept without a developer', () => {
  test('a limit is replaced from today on, and the history shows both', async () => {
    const desk = await office.colleague('system');
    await desk.open('/admin/catalogue');
    await desk.see('选择一个类别');
    await desk.examine('catalogue, nothing chosen');
    await findMatter(desk);
    await desk.examine('a category');
    const { page } = desk;
    await page.getByRole('button', { name: '修改（从某日起）' }).first().click();
    await panel(desk)
      .getByText(/件在办案件/)
      .waitFor();
    await desk.examine('replacing a condition');
    await panel(desk).getByRole('spinbutton', { name: '处置时限', exact: true }).fill('7');
    await save(desk);
    await desk.see('已修改，原来的条件保留在历史中');
    const history = page.getByRole('list', { name: '历史' });
    await history.getByText(/^7/).first().waitFor();
    expect(await history.getByText('当日有效').count()).toBeGreaterThan(0);
    await desk.examine('a category with its history');
  });

  test('two leads for one matter are found by the conflict check and mended there', async () => {
    const desk = await office.colleague('system');
    const { page } = desk;
    await desk.open('/admin/responsibility');
    await page.getByRole('table').waitFor();
    await desk.examine('the responsibility list');
    await page.getByRole('button', { name: '新增权责' }).click();
    await choose(desk, '类别', 'blshlj');
    await choose(desk, '主办单位', '县水务局');
    await save(desk);
    await desk.see('已保存：县水务局');
    await page.getByRole('link', { name: '冲突检查' }).click();
    await desk.see('有责任单位的事项');
    const mend = page.getByRole('list', { name: '两个主责' }).getByRole('button', { name: `终止 县水务局 · ${MATTER}` });
    await mend.waitFor();
    await desk.examine('the conflict check');
    await mend.click();
    await save(desk, '终止');
    await desk.see('已终止：县水务局');
    await mend.waitFor({ state: 'hidden' });
  });

  test('a list that is brought as a table is previewed, carried out, and changes nothing the second time', async () => {
    const desk = await office.colleague('system');
    const { page } = desk;
    const csv = '事项,主责单位,依据\n没有的事项,县环境卫生管理所,甲\n乱倒垃圾,没有的单位,乙\n';
    await desk.open('/admin/responsibility?tab=import');
    await page
      .getByLabel('清单文件')
      .setInputFiles([{ name: '权责.csv', mimeType: 'text/csv', buffer: Buffer.from(csv, 'utf8') }]);
    await desk.see('共 2 行');
    await page.getByRole('button', { name: '预览' }).click();
    await desk.see('新增 0，修改 0，相同 0，有错误 2');
    await desk.see('目录中没有此事项');
    await page.getByRole('status').getByText('权责.csv').waitFor();
    // A field that still held the file would not hear that the same one, corrected, is chosen again.
    expect(await page.getByLabel('清单文件').inputValue()).toBe('');
    await desk.examine('a list with errors');
  });

  test('a word that is changed is what a colleague reads at the next sign-in, and undo gives it back', async () => {
    const desk = await office.colleague('system');
    const { page } = desk;
    await desk.open('/admin/settings?tab=labels');
    await page.getByLabel('挂账 中文').fill('缓办');
    await page.reload();
    await page.getByText(/已恢复/).waitFor();
    expect(await page.getByLabel('挂账 中文').inputValue()).toBe('缓办');
    await desk.examine('the words of the place');
    await page.getByRole('button', { name: '保存 1 处修改' }).click();
    await desk.see('所有人立即看到');
    const other = await office.colleague('dispatch');
    await other.open('/cases?state=deferred');
    await other.see('缓办');
    await page.getByRole('button', { name: '撤回修改' }).click();
    await desk.see('已撤回');
    await expect.poll(() => page.getByLabel('挂账 中文').inputValue()).toBe('挂账');
  });

  test('what is typed into a form is there again after closing and after a reload, until it is discarded or saved', async () => {
    const desk = await office.colleague('system');
    const { page } = desk;
    const begin = async (): Promise<void> => {
      await page.getByRole('button', { name: '新增渠道' }).click();
      await panel(desk).getByLabel('中文').waitFor();
    };
    await desk.open('/admin/settings?tab=channels');
    await begin();
    await panel(desk).getByLabel('中文').fill('随手拍');
    await panel(desk).getByRole('button', { name: '取消' }).click();
    await begin();
    expect(await panel(desk).getByLabel('中文').inputValue()).toBe('随手拍');
    await panel(desk).getByLabel('英文').fill('Snap and send');
    await page.reload();
    await begin();
    expect(await panel(desk).getByLabel('英文').inputValue()).toBe('Snap and send');
    await panel(desk)
      .getByText(/已恢复/)
      .waitFor();
    await desk.examine('a form with a draft');
    await panel(desk).getByRole('button', { name: '清除草稿' }).click();
    expect(await panel(desk).getByLabel('中文').inputValue()).toBe('');
    await panel(desk).getByLabel('编号').fill('e2e_snap');
    await panel(desk).getByLabel('中文').fill('随手拍');
    await panel(desk).getByLabel('英文').fill('Snap and send');
    await save(desk);
    await desk.see('已保存：随手拍');
    await begin();
    expect(await panel(desk).getByLabel('中文').inputValue()).toBe('');
  });

  test('what could not be saved is there again after going elsewhere', async () => {
    const desk = await office.colleague('system');
    const { page } = desk;
    const parts = page.getByRole('navigation', { name: '系统设置' });
    await desk.open('/admin/settings');
    await parts.getByRole('link', { name: '上报渠道' }).click();
    await page.getByRole('button', { name: '新增渠道' }).click();
    await panel(desk).getByLabel('编号').fill('e2e_far');
    await panel(desk).getByLabel('中文').fill('远方来信');
    await panel(desk).getByLabel('英文').fill('From afar');
    await desk.watch.unreachable(async () => {
      await desk.context.setOffline(true);
      await save(desk);
      await panel(desk).getByRole('alert').waitFor();
      await desk.context.setOffline(false);
    });
    await page.goBack();
    await panel(desk).waitFor({ state: 'hidden' });
    await parts.getByRole('link', { name: '上报渠道' }).click();
    await page.getByRole('button', { name: '新增渠道' }).click();
    expect(await panel(desk).getByLabel('中文').inputValue()).toBe('远方来信');
    await save(desk);
    await desk.see('已保存：远方来信');
    await page.getByRole('button', { name: '新增渠道' }).click();
    expect(await panel(desk).getByLabel('中文').inputValue()).toBe('');
  });

  test('a grid larger than a place wants its grids is pointed out, never refused (ZS-02)', async () => {
    const desk = await office.colleague('system');
    const { page } = desk;
    await desk.open('/admin/settings?tab=limits');
    await page.getByRole('button', { name: '修改基础网格的规模' }).click();
    await panel(desk).getByLabel('最少户数').fill('2');
    await panel(desk).getByLabel('最多户数').fill('1');
    await save(desk);
    await panel(desk).getByText('两项都填').first().waitFor();
    await panel(desk).getByLabel('最多户数').fill('3');
    await save(desk);
    await desk.see('2–3 户');
    await page.getByRole('link', { name: '区域与网格' }).click();
    await page.getByRole('textbox', { name: '按名称或编码查找' }).fill('书院第3网格');
    await page.getByRole('treeitem', { name: '书院第3网格' }).click();
    await desk.see('户数多于此类网格的通常规模（2–3 户）');
    await desk.examine('a grid that is too large');
    await page.getByRole('button', { name: '修改', exact: true }).click();
    await panel(desk).getByLabel('户数').fill('4321');
    await save(desk);
    await desk.see('已保存：书院第3网格');
    await page.getByText(/^4,321/).waitFor();
    await desk.see('户数多于此类网格的通常规模（2–3 户）');
  });

  test('the sizes of grids that two keep at once are both kept, and what was settled does not come back as a draft', async () => {
    const [mine, other] = [await office.colleague('system'), await office.colleague('system')];
    const begin = async (desk: Desk, kind: string): Promise<void> => {
      await desk.page.getByRole('button', { name: `修改${kind}的规模` }).click();
      await panel(desk).getByLabel('最多户数').waitFor();
    };
    const write = async (desk: Desk, fewest: string, most: string): Promise<void> => {
      await panel(desk).getByLabel('最少户数').fill(fewest);
      await panel(desk).getByLabel('最多户数').fill(most);
    };
    const overtake = async (most: string, answer: string): Promise<void> => {
      await begin(mine, '基础网格');
      await write(mine, '300', most);
      await other.open('/admin/settings?tab=limits');
      await begin(other, '道路型网格');
      await write(other, '10', most);
      await save(other);
      await other.see(`10–${most} 户`);
      await mine.watch.refusing([409], async () => {
        await save(mine);
        await panel(mine).getByText('别人刚刚改过这里').waitFor();
      });
      await panel(mine).getByRole('button', { name: answer }).click();
      await panel(mine).waitFor({ state: 'hidden' });
      await mine.see(`10–${most} 户`);
    };
    const reopened = async (): Promise<string> => {
      await begin(mine, '基础网格');
      const most = await panel(mine).getByLabel('最多户数').inputValue();
      expect(
        await panel(mine)
          .getByText(/已恢复/)
          .count(),
      ).toBe(0);
      await panel(mine).getByRole('button', { name: '取消' }).click();
      await panel(mine).waitFor({ state: 'hidden' });
      return most;
    };
    await mine.open('/admin/settings?tab=limits');
    await overtake('500', '用我的覆盖');
    await mine.see('300–500 户');
    expect(await reopened()).toBe('500');
    await overtake('600', '用别人的，放弃我的');
    expect(await reopened()).toBe('500');
  });

  test('each part of the settings stands examination', async () => {
    const desk = await office.colleague('system');
    for (const tab of ['calendar', 'limits', 'channels', 'gateway']) {
      await desk.open(`/admin/settings?tab=${tab}`);
      await desk.settle();
      await desk.examine(`settings, ${tab}`);
    }
  });
});

const CASES = [
  '工单编号,受理时间,大类,小类,街道,承办单位,来源,办理结果,诉求内容',
  'E2E-1,2026-03-02 09:00:00,市容,占道,听涛街道,演示承办一所,12345热线,按期办结,第一件',
  'E2E-2,2026-03-03 10:00:00,市容,占道,听涛街道,演示承办一所,12345热线,超期办结,第二件',
  ',2026-03-03 10:00:00,市容,占道,听涛街道,演示承办一所,12345热线,按期办结,没有编号',
  'E2E-4,2026-02-30,市容,占道,听涛街道,演示承办一所,12345热线,按期办结,没有这一天',
  '',
].join('\n');

async function mapCases(desk: Desk): Promise<void> {
  const { page } = desk;
  await desk.open('/admin/imports?run=new');
  await page
    .getByLabel('案件表格')
    .setInputFiles([{ name: '案件.csv', mimeType: 'text/csv', buffer: Buffer.from(CASES, 'utf8') }]);
  await desk.see('9 列，4 行');
}

async function previewCases(desk: Desk): Promise<void> {
  const { page } = desk;
  await mapCases(desk);
  await desk.examine('the columns of a table');
  await page.getByRole('button', { name: '预览' }).click();
  await page.getByRole('heading', { name: /案件\.csv/ }).waitFor();
}

describe('tables of cases', () => {
  test('keep how they are mapped under a name, which can be deleted and given back', async () => {
    const desk = await office.colleague('system');
    const { page } = desk;
    await mapCases(desk);
    await page.getByLabel('来源标识').fill('hotline-monthly');
    await mapCases(desk);
    await page.getByText(/已恢复/).waitFor();
    expect(await page.getByLabel('来源标识').inputValue()).toBe('hotline-monthly');
    await page.getByLabel('方案名称').fill('热线月报');
    await page.getByRole('button', { name: '保存方案' }).click();
    await desk.see('方案已保存：热线月报');
    await page.getByRole('button', { name: '删除方案：热线月报' }).click();
    await desk.see('方案已删除：热线月报');
    await page.getByRole('button', { name: '撤回修改' }).click();
    await page.getByRole('button', { name: '删除方案：热线月报' }).waitFor();
    await desk.examine('a saved mapping');
  });

  test('are mapped by their headers, previewed with their errors, and imported twice without doubling', async () => {
    const desk = await office.colleague('system');
    const { page } = desk;
    await previewCases(desk);
    await desk.see('共 4 行：2 行可以导入，2 行有错误，不导入。');
    await desk.examine('the preview');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '下载逐行问题（CSV）' }).click(),
    ]);
    const text = await readFile(await download.path(), 'utf8');
    expect(text).toContain('没有这个日期');
    expect(text).toContain('缺少编号');
    await page.getByRole('button', { name: '导入 2 行' }).click();
    await desk.see('新增 2，已有 0，未导入 2');
    await desk.see('已完成');
    const importId = new URL(page.url()).searchParams.get('run') ?? '';
    const reader = await office.colleague('shift');
    await reader.open(`/cases?importId=${importId}`);
    await reader.see('导入批次：所选的一次导入');
    await reader.see('第一件');
    await reader.see('第二件');
    await reader.see('共 2 件');
    await reader.examine('the cases of one import');
    await previewCases(desk);
    await page.getByRole('button', { name: '导入 2 行' }).click();
    await desk.see('新增 0，已有 2，未导入 2');
  });
});

describe('the log and the health of the house', () => {
  test('the log is read in words, and looks at reporters are listed with their purpose', async () => {
    const phone = '13800001357';
    const made = await colleagues.report('intake', { description: '审计用的一件', code: '0110', grid: '书院第3网格', phone });
    await colleagues.reveal('shift', made, '核实地点后回电');
    const desk = await office.colleague('audit');
    const { page } = desk;
    await desk.open('/admin/audit');
    await page.getByRole('button', { name: '登录', exact: true }).first().click();
    await desk.examine('the log, an entry open');
    await page.getByRole('button', { name: '校验日志链' }).click();
    await desk.see('链完整');
    await desk.see('末条校验值');
    await page.getByRole('link', { name: '个人信息查看' }).click();
    await desk.see('诉求人凭查询码能看到同样的记录');
    const look = page.getByRole('row').filter({ hasText: made.number });
    await look.getByText('核实地点后回电').waitFor();
    await look.getByText('演示值班长01').waitFor();
    await look.getByText('电话').waitFor();
    expect(await page.getByRole('main').innerText()).not.toContain(phone);
    await desk.examine('looks at personal data');
  });

  test('a message that was given up is sent again with a reason, and is among those that went out', async () => {
    const made = await colleagues.report('intake', {
      description: '短信没有发出的一件',
      code: '0110',
      grid: '书院第3网格',
      phone: '13800002468',
    });
    await giveUpMessage(product().dataDir, made.id, '您反映的井盖已修好。');
    const desk = await office.colleague('system');
    const { page } = desk;
    await desk.open('/admin/health');
    const item = page.getByRole('list', { name: '已放弃' }).getByRole('listitem').filter({ hasText: '给诉求人的短信' });
    await item.getByText('没有设置短信网关').waitFor();
    await item.getByRole('button', { name: '重新投递' }).click();
    await panel(desk).getByLabel('理由').fill('短信网关已接通');
    await desk.examine('sending again');
    await save(desk, '重新投递');
    await desk.see('已重新排队');
    await desk.see('没有放弃的');
    const wentOut = page.getByText('您反映的井盖已修好。');
    const isOut = async (): Promise<boolean> => {
      await desk.open('/admin/outgoing');
      await page.getByRole('list').filter({ hasText: '138****' }).first().waitFor();
      return wentOut.isVisible();
    };
    await expect.poll(isOut, { timeout: 90_000, interval: 3_000 }).toBe(true);
  }, 120_000);

  test('the health page says how things stand', async () => {
    const desk = await office.colleague('system');
    await desk.open('/admin/health');
    await desk.see('体检');
    await desk.see('版本与存储');
    await desk.see('没有放弃的');
    await desk.examine('health');
    await desk.open('/admin/outgoing');
    await desk.settle();
    await desk.examine('outgoing messages');
  });
});
