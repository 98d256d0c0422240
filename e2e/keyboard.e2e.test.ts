import { describe, expect, test } from 'vitest';
import { createColleagues } from './harness/colleagues.ts';
import type { Desk } from './harness/desk.ts';
import { useOffice } from './harness/office.fixture.ts';

const office = useOffice();
const colleagues = createColleagues(() => office.url);

const chosen = ({ page }: Desk): string | null => new URL(page.url()).searchParams.get('case');

describe('working with the keyboard alone', () => {
  test('a queue is walked with j and k, a step is done by its letter, and the next case opens by itself', async () => {
    const made = await colleagues.report('intake', { description: '键盘办理的案件', code: '0110', grid: '书院第1网格' });
    const desk = await office.colleague('shift');
    const { page } = desk;
    await page.keyboard.press('g');
    await page.keyboard.press('i');
    await page.getByRole('heading', { name: '受理', level: 1 }).waitFor();
    await expect.poll(() => chosen(desk)).not.toBeNull();
    const first = chosen(desk);
    await page.keyboard.press('j');
    await expect.poll(() => chosen(desk)).not.toBe(first);
    await page.keyboard.press('k');
    await expect.poll(() => chosen(desk)).toBe(first);
    // Coming to the pile from itself is coming anew; closed by hand, it stays closed.
    await page.keyboard.press('j');
    await expect.poll(() => chosen(desk)).not.toBe(first);
    await page.getByRole('navigation', { name: '工作' }).getByRole('link', { name: /^受理/ }).click();
    await expect.poll(() => chosen(desk)).toBe(first);
    await page.keyboard.press('Escape');
    await desk.see('从左侧选一件案件，或按 j');
    await page.waitForTimeout(500);
    expect(chosen(desk)).toBeNull();

    await desk.open(`/queue/intake?case=${made.id}`);
    await desk.see(made.number);
    await desk.examine('queue');
    await page.keyboard.press('f');
    await page.getByRole('dialog', { name: new RegExp(made.number) }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.keyboard.press('f');
    const filing = page.getByRole('dialog', { name: new RegExp(made.number) });
    await filing.getByRole('radio', { checked: true }).waitFor();
    await page.keyboard.press('Control+Enter');
    await desk.see('立案：完成');
    await expect.poll(() => chosen(desk)).not.toBe(made.id);
    expect(chosen(desk)).not.toBeNull();
    await desk.see('本次已办 1 件');
  });

  test('the letter after g leads to a place and does nothing to the case that is open', async () => {
    const desk = await office.colleague('dispatch');
    const { page } = desk;
    await desk.open('/queue/dispatch');
    await page.getByRole('article').waitFor();
    const number = chosen(desk);
    for (const letter of ['c', 'd', 'r', 'm']) {
      await page.keyboard.press('g');
      await page.keyboard.press(letter);
      await page.waitForURL((url) => !url.pathname.startsWith('/queue/dispatch') || letter === 'd');
      expect(await page.getByRole('dialog').count()).toBe(0);
      expect(await page.getByText('：完成').count()).toBe(0);
      await desk.open(`/queue/dispatch?case=${number ?? ''}`);
      await page.getByRole('article').waitFor();
    }
  });

  test('help, search, a new case and every place are one or two keys away', async () => {
    const desk = await office.colleague('shift');
    const { page } = desk;
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: '键盘快捷键' }).waitFor();
    await desk.examine('help');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.keyboard.press('g');
    await page.keyboard.press('s');
    await page.getByRole('heading', { name: '统计' }).waitFor();
    await page.keyboard.press('n');
    await page.getByRole('heading', { name: '新建案件' }).waitFor();
    // Letters that are typed are letters.
    await page.getByLabel('发生了什么').pressSequentially('nj?');
    expect(await page.getByLabel('发生了什么').inputValue()).toBe('nj?');
    await page.getByRole('button', { name: '清空草稿' }).click();
    await page.getByRole('heading', { name: '新建案件' }).click();
    await page.keyboard.press('/');
    await page.keyboard.type('垃圾');
    await page.keyboard.press('Enter');
    await page.getByRole('table', { name: '案件列表' }).waitFor();
    await page.getByRole('heading', { name: '案件', exact: true }).click();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByRole('article').waitFor();
    expect(page.url()).toMatch(/\/cases\/[0-9a-f-]{36}$/);
    // The first stop of the tabulator leads past the frame.
    await page.reload();
    await page.getByRole('article').waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('跳到正文');
  });
});
