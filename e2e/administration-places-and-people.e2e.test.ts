import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Desk } from './harness/desk.ts';
import { useOffice } from './harness/office.fixture.ts';
import { useOwnProduct } from './harness/product.fixture.ts';

/** Places and rules are everybody's. */
const product = useOwnProduct({ demo: 'on' });
const office = useOffice(() => product().url);

/** Two squares beside the county that overlap by a fifth of one. */
const OVERLAPPING = {
  type: 'FeatureCollection',
  features: [
    { code: 'E2E-EAST', name: '演示东格', west: 120.0, east: 120.012 },
    { code: 'E2E-WEST', name: '演示西格', west: 120.01, east: 120.02 },
  ].map(({ code, name, west, east }) => ({
    type: 'Feature',
    properties: { code, name, level: 'grid', kind: 'basic' },
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [west, 29.0],
          [east, 29.0],
          [east, 29.01],
          [west, 29.01],
          [west, 29.0],
        ],
      ],
    },
  })),
};

/** Chooses an entry of a field that is searched while typing. */
async function choose(desk: Desk, field: Locator, typed: string, name: string | RegExp): Promise<void> {
  await field.click();
  await field.fill(typed);
  await desk.page.locator('.ant-select-item-option').filter({ hasText: name, visible: true }).first().click();
}

/** Opens an area that is found by its name. */
async function openArea(desk: Desk, name: string): Promise<void> {
  const { page } = desk;
  await page.getByLabel('按名称或编码查找').fill(name);
  await page.getByRole('treeitem', { name }).first().click();
  await page.getByRole('region', { name: '边界历史' }).waitFor();
}

test('an overlap in a file of grids is shown, mended and imported; a new boundary leaves the older one to be seen', async () => {
  const desk = await office.colleague('system');
  const { page } = desk;
  await desk.open('/admin/areas');
  await page.getByRole('tree', { name: '区域树' }).waitFor();
  await desk.examine('areas');
  await page.getByRole('button', { name: '导入', exact: true }).click();
  const file = { name: '网格.geojson', mimeType: 'application/geo+json', buffer: Buffer.from(JSON.stringify(OVERLAPPING)) };
  await page.locator('input[type=file]').first().setInputFiles(file);
  await desk.see('2 行，4 列');
  await choose(desk, page.getByLabel('文件没写上级时，属于'), '青禾街道', '青禾街道');
  await page.getByRole('button', { name: '预览（不写入）' }).click();
  const overlap = page.getByRole('row').filter({ hasText: /“演示东格”、“演示西格”重叠|“演示西格”、“演示东格”重叠/ });
  await overlap.waitFor();
  await overlap.getByRole('button', { name: '在地图上看' }).click();
  await page.getByText(/地图已移到第 \d 行的问题处/).waitFor();
  await desk.examine('import with findings');
  await page.getByRole('button', { name: '按建议修复后再预览' }).click();
  await desk.see('已按建议修复');
  await page.getByRole('button', { name: '执行导入' }).click();
  await desk.see('已导入。共 2 行：新增 2，更新 0，不变 0，未导入 0');
  await page.getByRole('button', { name: '关闭', exact: true }).click();

  await openArea(desk, '演示东格');
  await page.getByRole('button', { name: '划定新边界' }).click();
  await page.getByRole('button', { name: '从现行边界开始改' }).click();
  const corners = page.getByLabel('边界点（WGS84）');
  const before = (await corners.inputValue()).split('\n');
  expect(before.length).toBeGreaterThanOrEqual(4);
  await corners.fill('120.0, 29.0\n120.008, 29.0\n120.008, 29.01\n东门');
  await desk.see('第 4 行不是「经度, 纬度」');
  await corners.fill('120.0, 29.0\n120.008, 29.0\n120.008, 29.01\n120.0, 29.01');
  await page.getByLabel('依据').fill('演示调整方案第 1 号');
  await desk.see('草稿已保存');
  await desk.examine('a boundary that is drawn');
  const drawn = await corners.inputValue();
  await openArea(desk, '演示西格');
  await page.getByLabel('按名称或编码查找').fill('演示东格');
  await page.getByRole('treeitem', { name: '演示东格' }).first().click();
  await desk.see(page.getByText(/已恢复 .+ 的草稿/));
  expect([await corners.inputValue(), await page.getByLabel('依据').inputValue()]).toEqual([drawn, '演示调整方案第 1 号']);
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page
    .getByRole('status')
    .filter({ hasText: /新边界已保存|已保存，但与相邻区域/ })
    .waitFor();
  await page.getByRole('button', { name: '关闭', exact: true }).click();
  await page.getByRole('button', { name: '在地图上看第 1 版' }).click();
  await desk.see('地图上的虚线是第 1 版');
  await desk.examine('an older boundary');
});

test('a gap leads to the appointment that closes it, and somebody stands in for the new leader', async () => {
  const desk = await office.colleague('security');
  const { page } = desk;
  await desk.open('/admin/organisation?tab=gaps');
  const gap = page.getByRole('row').filter({ hasText: '没有网格长' }).first();
  await gap.waitFor();
  await desk.examine('gaps');
  const grid = await gap.getByRole('cell').nth(1).innerText();
  await gap.getByRole('link').click();
  const dialog = page.getByRole('dialog');
  await choose(desk, dialog.getByLabel('人员'), '演示安居物业01', '演示安居物业01');
  await desk.examine('an appointment');
  await dialog.getByRole('button', { name: '任命', exact: true }).click();
  await desk.see('已任命：演示安居物业01');
  await desk.open('/admin/organisation?tab=gaps');
  await page.getByRole('table').waitFor();
  expect(await page.getByRole('row').filter({ hasText: '没有网格长' }).filter({ hasText: grid }).count()).toBe(0);

  await desk.open('/admin/organisation?tab=people');
  await page.getByLabel('按姓名或工号查找').fill('演示安居物业01');
  await page.getByRole('list', { name: '人员列表' }).getByRole('button', { name: '演示安居物业01' }).click();
  const leader = page.getByRole('listitem').filter({ hasText: '网格长' }).filter({ hasText: grid });
  await leader.getByRole('button', { name: '安排代理' }).click();
  await choose(desk, dialog.getByLabel('人员'), '演示安居物业02', '演示安居物业02');
  await dialog.getByRole('button', { name: '安排代理' }).click();
  await desk.see('已任命：演示安居物业02');
  await desk.open('/admin/areas');
  await openArea(desk, grid);
  await desk.see('现在负责的人：演示安居物业02');
  await desk.examine('a team with its substitute');
});

test('a form that is open over one unit is not carried on to another by going back', async () => {
  const desk = await office.colleague('system');
  const { page } = desk;
  const dialog = page.getByRole('dialog');
  const openUnit = async (name: string): Promise<void> => {
    await page.getByLabel('按名称或编码查找').fill(name);
    await page.getByRole('treeitem', { name }).first().click();
    await page.getByRole('region', { name, exact: true }).waitFor();
  };
  await desk.open('/admin/organisation?tab=units');
  await openUnit('县水务局');
  await openUnit('县环境卫生管理所');
  await page.getByRole('button', { name: '修改', exact: true }).click();
  await dialog.getByText('修改「县环境卫生管理所」').waitFor();
  await page.goBack();
  await page.getByRole('region', { name: '县水务局', exact: true }).waitFor();
  await dialog.waitFor({ state: 'hidden' });
});

test('a changed role is seen at once in the view of what somebody would see', async () => {
  const desk = await office.colleague('security');
  const { page } = desk;
  const tryAs = async (): Promise<string> => {
    await desk.open('/admin/roles?tab=try');
    await page.getByLabel('某角色在某地').check();
    await choose(desk, page.getByLabel('角色', { exact: true }), '信息员', '信息员');
    // A role without a place is none: that is said before anybody is asked.
    await page.getByRole('button', { name: '试看', exact: true }).click();
    await desk.see('请选机构或区域');
    await choose(desk, page.getByLabel('区域', { exact: true }), '青禾街道', '青禾街道');
    await page.getByRole('button', { name: '试看', exact: true }).click();
    await page.getByRole('region', { name: '信息员会看到' }).waitFor();
    return page.getByRole('list', { name: '左侧菜单' }).innerText();
  };
  expect(await tryAs()).not.toContain('派遣');
  await desk.examine('try as');
  await desk.open('/admin/roles?tab=roles&role=clerk');
  await page.getByRole('checkbox', { name: '派遣、确认反馈' }).check();
  await page.getByRole('checkbox', { name: '查看审计日志' }).check();
  await desk.see('这类角色不能有：查看审计日志');
  await page.getByRole('checkbox', { name: '查看审计日志' }).uncheck();
  await page.reload();
  await page.getByText(/已恢复/).waitFor();
  expect(await page.getByRole('checkbox', { name: '派遣、确认反馈' }).isChecked()).toBe(true);
  await desk.examine('a role');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await desk.see('角色已保存');
  await page.getByRole('button', { name: /^派遣、确认反馈 谁有/ }).click();
  await page.getByRole('dialog').getByRole('listitem').first().waitFor();
  expect(await tryAs()).toMatch(/派遣/);
  expect(await page.getByRole('row').filter({ hasText: '派遣、确认反馈' }).innerText()).toContain('青禾街道内');
  await desk.open('/admin/roles?tab=roles&role=clerk');
  await page.getByRole('checkbox', { name: '派遣、确认反馈' }).uncheck();
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await desk.see('角色已保存');
});

test('a new person gets an account with a password shown once, and signs in with it at another browser', async () => {
  const desk = await office.colleague('system');
  const { page } = desk;
  await desk.open('/admin/organisation?tab=people');
  await page.getByRole('button', { name: '新建人员' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('姓名').fill('演示新同事');
  await dialog.getByLabel('工作电话').fill('13800001234');
  const sent: string[] = [];
  await page.route('**/api/v1/persons', async (route) => {
    if (route.request().method() === 'POST') {
      sent.push(route.request().url());
      await page.keyboard.press('Control+Enter');
    }
    await route.continue();
  });
  await page.keyboard.press('Control+Enter');
  await desk.see('已完成：演示新同事');
  expect(sent).toHaveLength(1);
  await page.getByLabel('按姓名或工号查找').fill('演示新同事');
  await desk.see('138****1234');
  await desk.examine('people');

  await desk.open('/admin/accounts');
  await page.getByRole('table').waitFor();
  await desk.examine('accounts');
  await page.getByRole('button', { name: '新建账号' }).click();
  await choose(desk, dialog.getByLabel('姓名'), '演示新同事', '演示新同事');
  await dialog.getByLabel('账号').fill('newcolleague');
  await dialog.getByRole('button', { name: '新建账号' }).click();
  const shown = page.getByLabel('一次性密码（只显示这一次）');
  await shown.waitFor();
  await desk.examine('a password told once');
  const password = await shown.innerText();
  await page.getByRole('button', { name: '已记下，关闭' }).click();
  expect(await page.getByText(password).count()).toBe(0);

  const other = await office.desk('newcolleague');
  await other.open('/');
  await other.page.getByLabel('账号', { exact: true }).fill('newcolleague');
  await other.page.getByLabel('密码').fill(password);
  await other.page.getByRole('button', { name: '登录', exact: true }).click();
  await other.see('新密码');

  await page.getByLabel('按账号或姓名查找').fill('newcolleague');
  const row = page.getByRole('row').filter({ hasText: 'newcolleague' });
  await row.getByRole('button', { name: '停用' }).click();
  await desk.see('已停用：演示新同事');
  await page.getByRole('button', { name: '撤回修改' }).click();
  await row.getByRole('button', { name: '停用' }).waitFor();
  await page.getByLabel('按账号或姓名查找').fill('system');
  await desk.see('这是您自己的账号');
});
