import { createClient, followRoutes } from '@gridward/contract';
import { createIds, DAY_MS, HOUR_MS } from '@gridward/core';
import { randomBytes } from 'node:crypto';
import type { Route } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { panel, pick } from './harness/case-work.ts';
import { createColleagues } from './harness/colleagues.ts';
import type { Desk } from './harness/desk.ts';
import { useOffice } from './harness/office.fixture.ts';

const office = useOffice();
const colleagues = createColleagues(() => office.url);
const ids = createIds({ now: () => Date.now() }, randomBytes);

/** Pastes into whatever has the focus, as Ctrl+V does: text, or the page's own picture as a photo. */
async function paste(desk: Desk, what: { readonly text: string } | { readonly photo: Buffer }): Promise<void> {
  const given = JSON.stringify('text' in what ? what : { photo: what.photo.toString('base64') });
  await desk.page.evaluate(`(() => {
    const { text, photo } = ${given};
    const data = new DataTransfer();
    if (text !== undefined) data.setData('text/plain', text);
    if (photo !== undefined) {
      const bytes = Uint8Array.from(atob(photo), (letter) => letter.charCodeAt(0));
      data.items.add(new File([bytes], 'pasted.png', { type: 'image/png' }));
    }
    const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
    (document.activeElement ?? document.body).dispatchEvent(event);
  })()`);
}

async function newCase(desk: Desk): Promise<void> {
  await desk.page.keyboard.press('n');
  await desk.page.getByRole('heading', { name: '新建案件' }).waitFor();
}

/** Two days ago on the clocks of the deployment, which stands eight hours before UTC. */
const dayBeforeYesterday = (): string => new Date(Date.now() + 8 * HOUR_MS - 2 * DAY_MS).toISOString().slice(0, 10);

/** What this computer keeps of the case that is being entered. */
const keptDraft = async ({ page }: Desk): Promise<{ readonly photoIds: readonly string[] }> => {
  const kept: string = await page.evaluate(
    "Object.entries(localStorage).find(([name]) => name.startsWith('gridward.new-case.'))?.[1] ?? ''",
  );
  const { value } = JSON.parse(kept) as { readonly value: { readonly photoIds: readonly string[] } };
  return value;
};

/** In the form: a case that may be the same shows photos of its own. */
const pastedPhoto = ({ page }: Desk) => page.locator('.photo-input').getByRole('img', { name: '照片 1' });

const where = (desk: Desk) => desk.page.getByLabel('在哪里');

/** Types a place and takes the first that is offered. */
async function findPlace(desk: Desk, typed: string, name: string): Promise<void> {
  await where(desk).focus();
  await desk.page.keyboard.type(typed);
  await desk.page.locator('.ant-select-item-option').filter({ hasText: name }).first().waitFor();
  await desk.page.keyboard.press('ArrowDown');
  await desk.page.keyboard.press('Enter');
  await expect.poll(() => where(desk).inputValue()).toBe(name);
}

describe('the intake desk', () => {
  test('shows the emergency lines first, takes a long pasted text, a place of our own, a category for a reason and a pasted photo (SH-07)', async () => {
    const desk = await office.colleague('intake');
    const { page } = desk;
    await newCase(desk);
    const lines = page.locator('.emergency-lines:has(~ form)');
    for (const line of ['110', '119', '120', '122']) await desk.see(lines.getByText(new RegExp(`^${line} `)));
    const what = page.getByLabel('发生了什么');
    await what.focus();
    await page.keyboard.type('垃圾桶着火了');
    await page.getByRole('alert').filter({ hasText: '「着火」' }).waitFor();
    await page.keyboard.press('Control+a');
    await paste(desk, { text: `小 区 门 口\t生活垃圾暴露，没有人收。\r\n\r\n\r\n${'这里一直有垃圾。'.repeat(60)}` });
    expect(await what.inputValue()).toBe(`小区门口生活垃圾暴露，没有人收。\n\n${'这里一直有垃圾。'.repeat(60)}`);
    await desk.see('空白已整理');
    await page.getByRole('alert').waitFor({ state: 'hidden' });

    const offered = page.getByRole('list', { name: '可能是什么事' }).getByRole('listitem').filter({ hasText: '暴露生活垃圾' });
    await desk.see(offered.filter({ hasText: /因「.*垃圾.*」/u }));
    expect(await page.getByRole('button', { pressed: true }).count()).toBe(0);
    await findPlace(desk, 'dtgc', '灯塔广场');
    await desk.see('位于 望潮县（演示） / 听涛街道');
    await offered.getByRole('button').press('Enter');
    await page.getByRole('button', { name: '暴露生活垃圾', pressed: true }).waitFor();
    await pick(desk, page.getByLabel('来源'), '12345 热线');
    await page.getByLabel('何时发生').fill(dayBeforeYesterday());
    await page.getByLabel('何时发生').press('Tab');
    // The time is missed by whoever passes it over, and not before it was reached.
    const missed = page.getByText('请填几点');
    await page.getByLabel('几点').focus();
    expect(await missed.count()).toBe(0);
    await page.getByLabel('几点').press('Tab');
    await desk.see(missed);
    await page.getByLabel('几点').fill('930');
    await page.getByLabel('几点').press('Tab');
    expect(await page.getByLabel('几点').inputValue()).toBe('09:30');
    await desk.miss(missed);
    await paste(desk, { photo: await page.screenshot({ clip: { x: 0, y: 0, width: 320, height: 240 } }) });
    await pastedPhoto(desk).waitFor();
    await desk.examine('intake desk, filled in');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: /已保存/ }).waitFor();
    const number = (await page.locator('.receipt-key').first().innerText()).trim();
    await newCase(desk);
    await desk.see(page.getByRole('link', { name: new RegExp(`上一件.*${number}`) }));
    // The desk remembers where its reports come from.
    await desk.see(page.locator('.ant-select').filter({ hasText: '12345 热线' }));
    await page.getByRole('link', { name: /上一件/ }).press('Enter');
    await desk.see(`${dayBeforeYesterday()} 09:30`);
  });

  test('offers the case that is there already, and one key joins it', async () => {
    const made = await colleagues.report('intake', {
      description: '书院里后门堆了三天的纸箱',
      code: '0110',
      grid: '书院第1网格',
    });
    const desk = await office.colleague('intake');
    const { page } = desk;
    await newCase(desk);
    await page.getByLabel('发生了什么').fill('书院里后门堆了三天的纸箱，没有人清');
    // Without a place nothing is looked through, so nothing is said to be missing.
    await desk.see('选择地点后查找重复案件');
    expect(await page.getByText('没有发现重复案件').count()).toBe(0);
    await findPlace(desk, '书院第1网格', '书院第1网格');
    const twins = page.getByRole('region', { name: '可能是同一件' });
    const twin = twins.getByRole('listitem').filter({ hasText: made.number });
    await twin.waitFor();
    await desk.see(twin.filter({ hasText: '描述相似' }));
    await desk.examine('intake desk, likely duplicates');
    const place = /Alt\+(\d)/u.exec(await twin.getByRole('button').innerText())?.[1] ?? '';
    await page.keyboard.press(`Alt+${place}`);
    await page.getByRole('heading', { name: /已保存/ }).waitFor();
    await desk.see(`${made.number}`);
    await desk.open(`/cases/${made.id}`);
    await desk.see('书院里后门堆了三天的纸箱，没有人清');
  });

  test('keeps what was entered, with its photos, when the page is left; the contact only as long as the page lives', async () => {
    const desk = await office.colleague('intake');
    const { page } = desk;
    await newCase(desk);
    await page.getByLabel('发生了什么').fill('草稿里的井盖');
    await paste(desk, { photo: await page.screenshot({ clip: { x: 0, y: 0, width: 320, height: 240 } }) });
    await page.getByText('诉求人联系方式').press('Enter');
    await page.getByLabel('电话').fill('13800001357');
    await desk.see('联系方式不保存在本机');
    await expect.poll(async () => (await keptDraft(desk)).photoIds.length).toBe(1);
    expect(await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])')).not.toContain('13800001357');

    await page.getByRole('navigation', { name: '工作' }).getByRole('link', { name: '案件' }).click();
    await page.getByRole('heading', { name: '案件', exact: true }).waitFor();
    await newCase(desk);
    expect(await page.getByLabel('电话').inputValue()).toBe('13800001357');
    const photo = pastedPhoto(desk);
    await photo.waitFor();

    await page.reload();
    await desk.see('的草稿');
    await expect.poll(() => photo.evaluate((image) => Number(Reflect.get(image, 'naturalWidth')))).toBeGreaterThan(0);
    await page.getByText('诉求人联系方式').press('Enter');
    expect(await page.getByLabel('电话').inputValue()).toBe('');
    await desk.examine('intake desk, a draft');

    // The server keeps a photo that belongs to no case for a day; the draft stays for a week.
    await page.evaluate(`(() => {
      const key = Object.keys(localStorage).find((name) => name.startsWith('gridward.new-case.'));
      const kept = JSON.parse(localStorage.getItem(key));
      kept.value.photoIds = ['${ids.next()}'];
      localStorage.setItem(key, JSON.stringify(kept));
    })()`);
    await desk.watch.refusing([404], async () => {
      await page.reload();
      await desk.see('1 张照片已过期');
    });
    await photo.waitFor({ state: 'detached' });
    await expect.poll(async () => (await keptDraft(desk)).photoIds).toEqual([]);
  });

  test('saves a report once, also when the answer is lost and the page was loaded anew before it was sent again', async () => {
    const desk = await office.colleague('intake');
    const { page } = desk;
    await newCase(desk);
    const said = `答复丢失的一件 ${ids.next()}`;
    await page.getByLabel('发生了什么').fill(said);
    await pick(desk, page.getByLabel('类别', { exact: true }), '暴露生活垃圾', 'blshlj');
    await findPlace(desk, '柳桥路8号', '柳桥路8号');
    await pick(desk, page.getByLabel('来源'), '12345 热线');
    await paste(desk, { photo: await page.screenshot({ clip: { x: 0, y: 0, width: 320, height: 240 } }) });
    await pastedPhoto(desk).waitFor();
    await expect.poll(async () => (await keptDraft(desk)).photoIds.length).toBe(1);
    let saved = { number: '' };
    await desk.watch.unreachable(async () => {
      const arrives = async (route: Route): Promise<void> => {
        saved = ((await (await route.fetch()).json()) as { case: { number: string } }).case;
        await route.abort('connectionreset');
      };
      await page.route('**/api/v1/cases', arrives, { times: 1 });
      await page.keyboard.press('Control+Enter');
      await desk.see('连接不上服务器');
    });
    await page.reload();
    await desk.see('的草稿');
    await pastedPhoto(desk).waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: /已保存/ }).waitFor();
    await desk.see(saved.number);
    await desk.open(`/cases?q=${encodeURIComponent(said)}`);
    await desk.see('共 1 件');
  });

  test('takes photos of paper with the camera at the desk, and says why where it may not', async () => {
    const desk = await office.colleague('intake');
    const { page } = desk;
    await newCase(desk);
    await page.getByRole('button', { name: '拍照' }).click();
    const camera = page.getByRole('dialog', { name: '拍照' });
    await desk.see(camera.getByText('浏览器不允许使用摄像头'));
    expect(await camera.getByRole('button', { name: '拍一张' }).isDisabled()).toBe(true);
    await desk.examine('a camera that may not be used');
    await camera.getByRole('button', { name: '完成' }).click();

    await desk.context.grantPermissions(['camera']);
    await page.getByRole('button', { name: '拍照' }).click();
    const take = camera.getByRole('button', { name: '拍一张' });
    await expect.poll(() => take.isEnabled()).toBe(true);
    await desk.examine('the camera at the desk');
    await take.press('Enter');
    await desk.see('已拍 1 张');
    await take.press('Enter');
    await desk.see('已拍 2 张');
    await page.keyboard.press('Escape');
    await camera.waitFor({ state: 'hidden' });
    const photos = page.locator('.photo-input').getByRole('img');
    await expect
      .poll(() => photos.evaluateAll((images) => images.map((image) => Number(Reflect.get(image, 'naturalWidth')) > 0)))
      .toEqual([true, true]);
    await page.getByRole('button', { name: '移除照片 2' }).click();
    await expect.poll(async () => (await keptDraft(desk)).photoIds).toHaveLength(1);
    await desk.examine('intake desk, photos from the camera');
  });

  test('asks the reporter for more, waits, and declines with words that the reporter reads', async () => {
    const desk = await office.colleague('intake');
    const { page } = desk;
    await newCase(desk);
    await page.getByLabel('发生了什么').fill('路边有东西，请来处理');
    await pick(desk, page.getByLabel('类别', { exact: true }), '暴露生活垃圾', 'blshlj');
    await findPlace(desk, '柳桥路8号', '柳桥路8号');
    await pick(desk, page.getByLabel('来源'), '12345 热线');
    await page.getByText('诉求人联系方式').press('Enter');
    await page.getByLabel('电话').fill('13800002468');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: /已保存/ }).waitFor();
    const [number = '', code = ''] = (await page.locator('.receipt-key').allInnerTexts()).map((text) => text.trim());
    const follow = createClient(followRoutes, { baseUrl: office.url, newId: () => ids.next(), headers: () => ({}), fetch });
    const followed = async () => {
      const answer = await follow.followCase({ body: { number, code } });
      if (!answer.ok) throw new Error(answer.problem.code);
      return answer.value;
    };
    await page.getByRole('link', { name: '打开案件' }).press('Enter');
    await page.getByRole('article').waitFor();

    await page.keyboard.press('q');
    const asking = panel(desk);
    await asking.getByRole('button', { name: '问位置' }).press('Enter');
    await desk.examine('asking the reporter');
    await page.keyboard.press('Control+Enter');
    await desk.see('已发给诉求人');
    await desk.see('等待诉求人');
    expect((await followed()).messages).toMatchObject([
      { from: 'platform', body: expect.stringContaining('具体位置') as string },
    ]);
    const answered = await follow.writeAsReporter({ body: { number, code, body: '在 8 号门口右边。' } });
    expect(answered.ok).toBe(true);
    await page.reload();
    await desk.see('在 8 号门口右边。');
    await desk.miss('等待诉求人');

    await page.keyboard.press('d');
    const declining = panel(desk);
    const reason = declining.getByLabel('理由');
    await reason.focus();
    await reason.fill('现场没有看到。'.repeat(150));
    await desk.see('最多 1,000 字，请删去 50 字');
    await desk.see('1050 / 1000');
    await page.keyboard.press('Control+Enter');
    expect((await reason.inputValue()).length).toBe(1050);
    await reason.fill('现场没有看到');
    await desk.miss('请删去 50 字');
    await declining.getByRole('button', { name: '现场未见' }).press('Enter');
    await desk.examine('declining');
    await page.keyboard.press('Control+Enter');
    await desk.see('：完成');
    await expect.poll(async () => (await followed()).closure?.explanation ?? '').toContain('未见您所反映的情况');
  });
});
