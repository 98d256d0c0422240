import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { typeCredentials, type Desk } from './harness/desk.ts';
import { useOffice } from './harness/office.fixture.ts';
import { useOwnProduct } from './harness/product.fixture.ts';
import { root } from './harness/product.ts';

const run = promisify(execFile);
const product = useOwnProduct({ demo: 'off' });
const office = useOffice(() => product().url);

const FIRST_PASSWORD = 'Anfang-2468x';
const OWN_PASSWORD = 'Eigenes-13579y';

/** What an operator types at the machine on the first day. */
async function createAdministrator(kind: 'system' | 'security' | 'audit', name: string, signInName: string): Promise<string> {
  const program = join(root, 'apps/cli/dist/main.js');
  const options = ['--kind', kind, '--name', name, '--sign-in', signInName, '--unit', '望海县城市管理中心'];
  const running = run(process.execPath, [program, 'account', 'create-administrator', ...options], {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], GRIDWARD_DATA: product().dataDir, LANG: 'zh_CN.UTF-8' },
  });
  running.child.stdin?.end(`${FIRST_PASSWORD}\n`);
  return (await running).stdout;
}

/** Comes in with the password of the first day and replaces it by one that nobody else knows. */
async function comeInFirst(desk: Desk, signInName: string): Promise<void> {
  const { page } = desk;
  await desk.open('/');
  await typeCredentials(page, signInName, FIRST_PASSWORD);
  await page.getByRole('heading', { name: '先改一个自己的密码' }).waitFor();
  await desk.examine('choosing a password');
  await page.getByLabel('当前密码').fill(FIRST_PASSWORD);
  await page.getByLabel('新密码', { exact: true }).fill(OWN_PASSWORD);
  await page.getByLabel('再输一次新密码').fill(OWN_PASSWORD);
  await page.getByRole('button', { name: '修改密码' }).click();
}

/** Goes to every place of the rail, as one does on the first day. */
async function visitAll(desk: Desk): Promise<void> {
  const rail = desk.page.getByRole('navigation', { name: '工作' });
  for (const name of await rail.getByRole('link').allInnerTexts()) {
    await rail.getByRole('link', { name, exact: true }).click();
    await desk.page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
    await desk.settle();
    await desk.examine(`${name}, empty`);
  }
}

describe('starting from nothing', () => {
  test('the first administrator is made at the machine, chooses a password, and finds empty pages that say what to do', async () => {
    expect(await createAdministrator('system', '系统管理员甲', 'anna')).toContain('已新建：anna');
    const desk = await office.desk('the first administrator');
    const { page } = desk;
    await comeInFirst(desk, 'anna');

    // Where everything happens is what everything else stands on.
    await page.getByRole('heading', { name: '区域与网格' }).waitFor();
    await desk.see('还没有区域');
    expect(await page.getByText('演示').count()).toBe(0);
    await visitAll(desk);
    await page.getByRole('link', { name: '数据导入' }).click();
    await desk.see('还没有导入记录');
    await page.getByRole('link', { name: '外发消息' }).click();
    await desk.see('还没有外发消息');
    await page.getByRole('button', { name: '系统管理员甲' }).click();
    await page.getByRole('menuitem', { name: '我的账号' }).click();
    await page.getByRole('heading', { name: '我能做什么' }).waitFor();
    await desk.examine('my account');
  });

  test('the audit administrator sees who came in, and that the chain is whole', async () => {
    await createAdministrator('audit', '审计管理员甲', 'olga');
    const desk = await office.desk('the audit administrator');
    const { page } = desk;
    await comeInFirst(desk, 'olga');
    await page.getByRole('table', { name: '审计日志' }).waitFor();
    await page.getByRole('button', { name: '校验日志链' }).click();
    await desk.see(page.getByText(/完整/));
    await desk.examine('audit log');
  });
});
