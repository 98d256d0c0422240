import { describe, expect, it } from 'vitest';
import { createColleagues } from './harness/colleagues.ts';
import { openCase } from './harness/case-work.ts';
import { useOffice } from './harness/office.fixture.ts';

const office = useOffice();
const colleagues = createColleagues(() => office.url);

describe('second checks', () => {
  it('a verifier looks once more at a closed case that was drawn by chance; what does not hold reaches the intake desk', async () => {
    const verifier = await office.colleague('verify');
    await verifier.open('/second-checks');
    await verifier.see('待复核');
    await verifier.examine('second checks');
    const form = verifier.page.getByRole('button', { name: '记录复核' });
    for (let tries = 0; tries < 60 && !(await form.isVisible()); tries += 1) await verifier.page.keyboard.press('j');
    const number = (await verifier.page.locator('.second-checks .section .figures').first().innerText()).trim();
    await form.click();
    await verifier.see('请填写：复核结论');
    await verifier.page.getByLabel('问题没有解决').check();
    await verifier.page.getByLabel('现场情况').fill('现场仍有垃圾，没有清走');
    await verifier.page.keyboard.press('Control+Enter');
    await verifier.see('复核已记录');
    await verifier.page.getByText('未解决', { exact: true }).click();
    await verifier.see(number);
    await verifier.see('现场仍有垃圾，没有清走');
    await verifier.examine('a second check that failed');

    const intake = await office.colleague('intake');
    await intake.page.getByRole('button', { name: /消息/ }).click();
    await intake.see('复核发现问题没有解决');
    await intake.page.getByRole('dialog').getByRole('listitem').filter({ hasText: number }).getByRole('link').first().click();
    await intake.see('现场仍有垃圾，没有清走');
    await intake.examine('the case with its second check');
  });

  it('shows the system administrator how much is drawn, and keeps a changed share', async () => {
    const system = await office.colleague('system');
    await system.open('/admin/settings?tab=limits');
    await system.page.getByRole('spinbutton', { name: '每天抽取的比例' }).fill('8');
    await system.page.getByRole('button', { name: '保存比例' }).click();
    await system.see('比例已保存');
    await system.examine('share of second checks');
    await system.page.reload();
    await system.page.getByRole('spinbutton', { name: '每天抽取的比例' }).waitFor();
    expect(await system.page.getByRole('spinbutton', { name: '每天抽取的比例' }).inputValue()).toBe('8');
  });
});

describe('the case page', () => {
  it('lays photos before and after over each other and moves the line by key', async () => {
    const shift = await office.colleague('shift');
    const closed = await colleagues.firstClosed('shift');
    await openCase(shift, closed);
    const slider = shift.page.getByRole('slider', { name: '左右拖动，比较处置前后' });
    await slider.focus();
    await shift.page.keyboard.press('ArrowRight');
    expect(await slider.inputValue()).toBe('51');
    await shift.page.keyboard.press('Home');
    expect(await slider.inputValue()).toBe('0');
    await shift.examine('a case with photos before and after');
  });

  it('enlarges a photo by key, names each, and is back at the last of them after Escape', async () => {
    const { page, ...shift } = await office.colleague('shift');
    await openCase({ page, ...shift }, await colleagues.firstClosed('shift'));
    await page.getByRole('button', { name: /^放大照片 1/ }).press('Enter');
    const viewer = page.getByRole('dialog');
    await expect.poll(() => viewer.getAttribute('aria-label')).toMatch(/^照片 1：/);
    await shift.examine('a photo over the whole window');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => viewer.getAttribute('aria-label')).toMatch(/^照片 2：/);
    await viewer.getByRole('button', { name: '上一张' }).click();
    await expect.poll(() => viewer.getAttribute('aria-label')).toMatch(/^照片 1：/);
    const tools = viewer.getByRole('toolbar', { name: '照片工具' }).getByRole('button');
    expect(await tools.allInnerTexts()).toEqual(['上一张', '下一张', '放大', '缩小', '左转', '右转', '还原']);
    await viewer.getByRole('button', { name: '下一张' }).click();
    await expect.poll(() => viewer.getAttribute('aria-label')).toMatch(/^照片 2：/);
    await page.keyboard.press('Escape');
    await viewer.waitFor({ state: 'hidden' });
    await expect.poll(() => page.locator(':focus').getAttribute('data-photo')).not.toBeNull();
    expect(await page.locator(':focus').getByRole('img').getAttribute('alt')).toMatch(/^放大照片 2/);
  });

  it('prints as one sheet without who reported', async () => {
    const shift = await office.colleague('shift');
    const closed = await colleagues.firstClosed('shift');
    await openCase(shift, closed);
    await shift.page.getByText('案件办理单').waitFor({ state: 'attached' });
    await shift.page.emulateMedia({ media: 'print' });
    await shift.see('案件办理单');
    await shift.see('仅供内部办理使用');
    expect(await shift.page.getByText('诉求人信息').filter({ visible: true }).count()).toBe(0);
    const pdf = await shift.page.pdf({ preferCSSPageSize: true });
    expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(1);
  });
});
