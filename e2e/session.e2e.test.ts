import { describe, expect, test } from 'vitest';
import { openCase } from './harness/case-work.ts';
import { createColleagues } from './harness/colleagues.ts';
import { DEMO_PASSWORD, typeCredentials } from './harness/desk.ts';
import { useOffice } from './harness/office.fixture.ts';

const office = useOffice();
const colleagues = createColleagues(() => office.url);

describe('signing in and out', () => {
  test('a wrong password is refused in words, and the fifth locks the account even for the right one', async () => {
    const desk = await office.desk('somebody');
    await desk.open('/');
    await desk.see('演示账号');
    await desk.examine('sign-in page');
    await desk.watch.refusing([401], async () => {
      for (let tries = 1; tries <= 5; tries += 1) {
        const answered = desk.page.waitForResponse((response) => response.request().method() === 'POST');
        await typeCredentials(desk.page, 'grid', `Falsch-1234${tries}`);
        await answered;
        await desk.see(desk.page.getByRole('alert').getByText('账号或密码不正确'));
        await desk.page.getByRole('button', { name: '登录', exact: true, disabled: false }).waitFor();
      }
    });
    await desk.watch.refusing([423], async () => {
      await typeCredentials(desk.page, 'grid', DEMO_PASSWORD);
      await desk.see('账号已锁定，请稍后再试');
    });
    await desk.examine('locked account');
  });

  test('the language changes at once, is kept for the account, and signing out leaves nothing open behind', async () => {
    const desk = await office.colleague('leader');
    const { page } = desk;
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('navigation', { name: 'Work' }).getByRole('link', { name: 'Statistics' }).click();
    await page.getByRole('heading', { name: 'Statistics' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await desk.examine('statistics in English');
    await page.reload();
    await page.getByRole('heading', { name: 'Statistics' }).waitFor();

    const elsewhere = await office.desk('leader at another browser');
    await elsewhere.open('/');
    await typeCredentials(elsewhere.page, 'leader', DEMO_PASSWORD);
    await elsewhere.page.getByRole('navigation', { name: 'Work' }).waitFor();

    await page.getByRole('button', { name: '中文' }).click();
    await page.getByRole('heading', { name: '统计' }).waitFor();
    await page.getByRole('button', { name: '演示领导01' }).click();
    await page.getByRole('menuitem', { name: '退出登录' }).click();
    await page.getByRole('heading', { name: '登录' }).waitFor();
    await desk.open('/cases');
    await page.getByRole('heading', { name: '登录' }).waitFor();
  });

  test('work that does not belong to my posts is said to be so', async () => {
    const desk = await office.colleague('handle');
    await desk.open('/admin/audit');
    await desk.see('您的岗位不包含此项工作');
    await desk.open('/no/such/page');
    await desk.see('没有这个页面');
    await desk.examine('missing page');
  });
});

describe('nothing typed is lost', () => {
  test('a draft survives a reload, is kept for its writer only, and never holds the contact of the reporter', async () => {
    const desk = await office.colleague('intake');
    const { page } = desk;
    await desk.open('/new');
    await page.getByLabel('发生了什么').fill('草稿：灯塔路路灯不亮');
    await page.getByLabel('在哪里').fill('灯塔路 8 号');
    await page.getByText('诉求人联系方式').click();
    await page.getByLabel('电话').fill('13900001357');
    // It is kept a moment after the last letter.
    await expect.poll(() => page.evaluate<string>('JSON.stringify(localStorage)')).toContain('灯塔路 8 号');
    await desk.see('草稿已保存在本机');
    await page.reload();
    await desk.see(page.getByText(/^已恢复 .* 的草稿 联系方式不保存在本机。$/));
    expect(await page.getByLabel('发生了什么').inputValue()).toBe('草稿：灯塔路路灯不亮');
    expect(await page.getByLabel('在哪里').inputValue()).toBe('灯塔路 8 号');
    expect(await page.getByLabel('电话').inputValue()).toBe('');
    expect(await page.evaluate<string>('JSON.stringify(localStorage)')).not.toContain('13900001357');

    await page.getByRole('button', { name: '演示受理员01' }).click();
    await page.getByRole('menuitem', { name: '退出登录' }).click();
    await page.getByRole('heading', { name: '登录' }).waitFor();
    await desk.signIn('shift');
    await desk.open('/new');
    await page.getByLabel('发生了什么').waitFor();
    expect(await page.getByLabel('发生了什么').inputValue()).toBe('');
  });

  test('two people on one case: the second sees both sides, keeps the words, and decides', async () => {
    const made = await colleagues.report('intake', { description: '树枝压住人行道', code: '0117', grid: '望云第1网格' });
    const shift = await office.colleague('shift');
    await openCase(shift, made);
    await shift.page.keyboard.press('f');
    const filing = shift.page.getByRole('dialog');
    await filing.getByRole('radio').first().check();
    await filing.getByLabel(/^说明/).fill('请先打电话问清树的归属');

    const intake = await office.colleague('intake');
    await openCase(intake, made);
    await intake.page.keyboard.press('m');
    const amending = intake.page.getByRole('dialog');
    await amending.getByLabel(/^地点/).fill('望云路 3 号门前');
    await amending.getByLabel('补正原因').fill('诉求人来电说明了地点');
    await amending.getByRole('button', { name: '补正', exact: true }).click();
    await intake.see('补正：完成');

    await shift.watch.refusing([409], async () => {
      await filing.getByRole('button', { name: '立案', exact: true }).click();
      await filing.getByRole('heading', { name: '刚才有人更新了这个案件' }).waitFor();
    });
    await shift.see(filing.getByText('演示受理员01 补正'));
    const sides = filing.getByRole('region', { name: '刚才有人更新了这个案件' });
    await shift.see(sides.getByText('请先打电话问清树的归属'));
    await shift.see(sides.getByText('立案标准'));
    expect(await sides.innerText()).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
    await shift.examine('conflict');
    await filing.getByRole('button', { name: '看过了，仍按我填写的提交' }).click();
    await shift.see('立案：完成');
    await shift.page.reload();
    await shift.see('望云路 3 号门前');
    await shift.see('请先打电话问清树的归属');
  });

  test('a lost network is said at once, keeps what was written, and mends itself', async () => {
    const made = await colleagues.report('intake', { description: '路边石松动', code: '0113', grid: '望云第2网格' });
    const desk = await office.colleague('shift');
    const { page } = desk;
    await openCase(desk, made);
    await desk.settle();
    await page.getByLabel('写一条').fill('长'.repeat(2_001));
    await desk.see('最多 2,000 字，请删去 1 字');
    expect(await page.getByRole('button', { name: '发送' }).isDisabled()).toBe(true);
    await page.getByLabel('写一条').fill('已电话告知辖区社区。');
    await desk.watch.unreachable(async () => {
      await desk.context.setOffline(true);
      await page.getByRole('button', { name: '发送' }).click();
      await desk.see('连接不上服务器。正在自动重连，填写的内容不会丢失。');
      expect(await page.getByLabel('写一条').inputValue()).toBe('已电话告知辖区社区。');
      await desk.examine('without a network');
      await desk.context.setOffline(false);
      await desk.miss(page.locator('.connection p'));
    });
    const said = page.getByRole('region', { name: '沟通' }).getByRole('listitem').filter({ hasText: '已电话告知辖区社区。' });
    await page.getByRole('button', { name: '发送' }).click();
    await desk.see(said);
    // The same words again are another message: what was lost is sent once, and what was said twice is there twice.
    await page.getByLabel('写一条').fill('已电话告知辖区社区。');
    await page.getByRole('button', { name: '发送' }).click();
    await expect.poll(() => said.count()).toBe(2);
  });
});
