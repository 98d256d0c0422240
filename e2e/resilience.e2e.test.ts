import { describe, expect, test } from 'vitest';
import { beginStep, openCase, panel, stepButton, takePhoto } from './harness/case-work.ts';
import { createColleagues } from './harness/colleagues.ts';
import { DEMO_PASSWORD, typeCredentials, type Desk } from './harness/desk.ts';
import { holdBack } from './harness/hold-back.ts';
import { useOffice } from './harness/office.fixture.ts';

const office = useOffice();
const colleagues = createColleagues(() => office.url);

const openId = ({ page }: Desk): string | null => new URL(page.url()).searchParams.get('case');
const queueRows = ({ page }: Desk) => page.getByRole('list', { name: '案件列表' }).getByRole('listitem');

/** Opens a queue with its first case beside it. */
async function openQueue(desk: Desk, path: string): Promise<void> {
  await desk.open(path);
  await queueRows(desk).nth(2).waitFor();
  await desk.page.waitForURL(/case=/);
}

/** The session ends as by its limit: the browser has nothing to show any more. */
const endSession = ({ context }: Desk): Promise<void> => context.clearCookies();

describe('keys', () => {
  test('Enter presses the link or button that has the focus, also on a queue', async () => {
    const desk = await office.colleague('intake');
    await openQueue(desk, '/queue/intake');
    const third = queueRows(desk).nth(2).getByRole('button');
    await third.focus();
    const before = openId(desk);
    await desk.page.keyboard.press('Enter');
    await expect.poll(() => openId(desk)).not.toBe(before);
    await desk.page.getByRole('link', { name: /单独打开/ }).focus();
    await desk.page.keyboard.press('Enter');
    await desk.page.waitForURL(/\/cases\//);
  });

  test('a letter that is held down acts once, and not on the next case as well', async () => {
    const desk = await office.colleague('intake');
    await openQueue(desk, '/queue/intake');
    await stepButton(desk, '接手').waitFor();
    const taken: string[] = [];
    desk.page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/take')) taken.push(request.url());
    });
    await desk.page.keyboard.down('t');
    for (let held = 0; held < 10; held += 1) {
      await desk.page.keyboard.down('t');
      await desk.page.waitForTimeout(60);
    }
    await desk.page.keyboard.up('t');
    await desk.see('接手：完成');
    expect(taken).toHaveLength(1);
  });
});

describe('a list that moves', () => {
  test('the row that the keys are on stays the same case when another comes in above it', async () => {
    const desk = await office.colleague('shift');
    await desk.open('/cases');
    const rows = desk.page.getByRole('table', { name: '案件列表' }).getByRole('row');
    await rows.nth(3).waitFor();
    await desk.page.keyboard.press('j');
    await desk.page.keyboard.press('j');
    const chosen = await desk.page.locator('tr[aria-current=true] a').getAttribute('href');
    const made = await colleagues.report('intake', { description: '列表上方来了新案件', code: '0113', grid: '书院第2网格' });
    await rows.nth(1).getByText(made.number.slice(-12)).waitFor();
    expect(await desk.page.locator('tr[aria-current=true] a').getAttribute('href')).toBe(chosen);
    await desk.page.keyboard.press('o');
    await desk.page.waitForURL(`**${chosen}`);
  });

  test('an answer that is long in coming calls nobody back from where they are by then', async () => {
    const made = await colleagues.report('intake', { description: '答复迟到', code: '0113', grid: '书院第2网格' });
    await colleagues.file(made);
    const desk = await office.colleague('dispatch');
    await desk.open(`/queue/dispatch?case=${made.id}`);
    await desk.page.getByRole('button', { name: '按建议派遣 a' }).waitFor();
    const letGo = await holdBack(desk, /\/dispatch$/);
    await desk.page.keyboard.press('a');
    await panel(desk).getByRole('button', { name: '派遣', exact: true }).click();
    await desk.page.getByRole('navigation', { name: '工作' }).getByRole('link', { name: '案件' }).click();
    await desk.page.getByRole('heading', { name: '案件', exact: true }).waitFor();
    letGo();
    await desk.see('派遣：完成');
    expect(new URL(desk.page.url()).pathname).toBe('/cases');
  });
});

describe('a session that ends', () => {
  test('keeps the page and what was typed, and shows nothing of it to another person who signs in', async () => {
    const made = await colleagues.report('intake', { description: '换人登录', code: '0113', grid: '书院第2网格' });
    const desk = await office.colleague('shift');
    const { page } = desk;
    await openCase(desk, made);
    await page.getByLabel('写一条').fill('值班长没有写完的话');
    await endSession(desk);
    const over = page.getByRole('dialog', { name: '登录' });
    // The other one has no reach over the case of this address.
    await desk.watch.refusing([401, 404], async () => {
      // Back from another window: what is on screen is read anew.
      await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
      await over.waitFor({ timeout: 40_000 });
      expect(await page.getByLabel('写一条').inputValue()).toBe('值班长没有写完的话');
      await typeCredentials(page, 'contractor', DEMO_PASSWORD);
      await over.waitFor({ state: 'hidden' });
      await desk.see('没有找到');
    });
    expect(await page.getByText('换人登录').count()).toBe(0);
    expect(await page.getByText('值班长没有写完的话').count()).toBe(0);
  });

  test('signing out without a network says that the door is still open', async () => {
    const desk = await office.colleague('leader');
    await desk.open('/statistics');
    await desk.page.getByRole('heading', { name: '统计' }).waitFor();
    await desk.page.getByRole('button', { name: '演示领导01' }).click();
    await desk.watch.unreachable(async () => {
      await desk.context.setOffline(true);
      await desk.page.getByRole('menuitem', { name: '退出登录' }).click();
      await desk.see('没有退出：');
      await desk.context.setOffline(false);
      await desk.see('已重新连接');
    });
  });
});

describe('photos', () => {
  test('a step waits for a photo that is under way, and one that was taken out does not come back', async () => {
    const made = await colleagues.report('intake', { description: '照片还在上传', code: '0113', grid: '书院第2网格' });
    await colleagues.dispatchTo(made, '县环境卫生管理所');
    await colleagues.step('handle', made, 'accept');
    const desk = await office.colleague('handle');
    await openCase(desk, made);
    await beginStep(desk, '反馈结果');
    const opened = panel(desk);
    const letGo = await holdBack(desk, /\/attachments/);
    const files = opened.locator('input[type=file]').last();
    await files.setInputFiles([await takePhoto(desk, '拿错了.png')]);
    await opened.getByRole('button', { name: '移除照片 1' }).click();
    await files.setInputFiles([await takePhoto(desk, '处置后.png')]);
    await opened.getByLabel('处置结果').fill('已清运。');
    const sent: unknown[] = [];
    desk.page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/submit-result')) sent.push(request.postDataJSON());
    });
    // It shows that it is under way, and whoever presses again sends nothing more.
    await desk.page.keyboard.press('Control+Enter');
    await opened.locator('.ant-btn-loading').waitFor();
    await desk.page.keyboard.press('Control+Enter');
    await opened.locator('.ant-btn-loading').click({ force: true });
    await desk.page.waitForTimeout(500);
    letGo();
    await desk.see('反馈结果：完成');
    const [payload, ...more] = sent;
    expect(more).toEqual([]);
    expect(payload).toMatchObject({ payload: { photoIds: [expect.any(String)] } });
  });

  test('a step goes without a photo that never arrives once it was taken out, and goes once', async () => {
    const made = await colleagues.report('intake', { description: '照片传不上去', code: '0113', grid: '书院第2网格' });
    await colleagues.dispatchTo(made, '县环境卫生管理所');
    await colleagues.step('handle', made, 'accept');
    const desk = await office.colleague('handle');
    await openCase(desk, made);
    await beginStep(desk, '反馈结果');
    const opened = panel(desk);
    const files = opened.locator('input[type=file]').last();
    const arrived = desk.page.waitForResponse((response) => response.url().includes('/attachments?') && response.ok());
    await files.setInputFiles([await takePhoto(desk, '处置后.png')]);
    await arrived;
    const letGo = await holdBack(desk, /\/attachments/);
    await files.setInputFiles([await takePhoto(desk, '传不上去.png')]);
    await opened.getByLabel('处置结果').fill('已清运。');
    const sent: string[] = [];
    desk.page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/submit-result')) sent.push(request.url());
    });
    await desk.page.keyboard.press('Control+Enter');
    await opened.locator('.ant-btn-loading').waitFor();
    expect(sent).toEqual([]);
    await opened.getByRole('button', { name: '移除照片 2' }).click();
    await desk.see('反馈结果：完成');
    letGo();
    await desk.page.waitForTimeout(500);
    expect(sent).toHaveLength(1);
  });
});
