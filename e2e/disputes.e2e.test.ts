import { describe, expect, test } from 'vitest';
import {
  beginStep,
  clockCard,
  doStep,
  fillStep,
  finishStep,
  journal,
  openCase,
  ownerCard,
  pick,
  rule,
} from './harness/case-work.ts';
import { createColleagues } from './harness/colleagues.ts';
import { useOffice } from './harness/office.fixture.ts';

const office = useOffice();
const colleagues = createColleagues(() => office.url);

const SANITATION = '县环境卫生管理所';
const URBAN = '县城市管理执法大队';

/** A case that waits for sanitation to sign for it. */
async function dispatched(description: string) {
  const made = await colleagues.report('intake', { description, code: '0110', grid: '书院第2网格' });
  await colleagues.step('intake', made, 'register');
  await colleagues.dispatchTo(made, SANITATION);
  return made;
}

describe('disputes about a case', () => {
  test('a unit asks once for a return with evidence and a counter-proposal, acts until the ruling, and cannot ask again (JD-23 QH-30)', async () => {
    const made = await dispatched('沿街门店把桌椅摆上人行道');
    const handler = await office.colleague('handle');
    await openCase(handler, made);
    const returning = await beginStep(handler, '申请退单');
    await pick(handler, returning.getByLabel('应由哪个单位办理'), URBAN, '执法');
    await handler.examine('asking for a return');
    await finishStep(handler, '申请退单', { 理由: '属于店外经营，不是垃圾。', 证据说明: '照片中没有垃圾，只有桌椅。' });
    await handler.see(ownerCard(handler).getByText(SANITATION));
    await handler.see(`建议改由 ${URBAN} 办理`);
    // The case leaves what the handler may see; a page left open would ask for it in vain.
    await handler.open('/queue/handling');

    const dispatch = await office.colleague('dispatch');
    await dispatch.open(`/queue/rulings?case=${made.id}`);
    await dispatch.see(made.number);
    await dispatch.see('照片中没有垃圾，只有桌椅。');
    await dispatch.see(dispatch.page.getByRole('region', { name: '如果同意' }).getByText(`责任单位：${URBAN}`));
    await dispatch.examine('ruling on a return');
    await rule(dispatch, '同意', '店外经营由城管大队负责。', '裁定退单');
    await openCase(dispatch, made);
    await dispatch.see(ownerCard(dispatch).getByText(URBAN));

    const urban = await office.colleague('handle2');
    await openCase(urban, made);
    await pick(urban, (await beginStep(urban, '申请退单')).getByLabel('应由哪个单位办理'), SANITATION, '环境卫生');
    await finishStep(urban, '申请退单', { 理由: '现场已无桌椅，只有垃圾。', 证据说明: '今日照片。' });
    await dispatch.page.reload();
    await dispatch.see(dispatch.page.getByRole('region', { name: '如果不同意' }).getByText('不得再申请退单'));
    await rule(dispatch, '不同意', '两项都由城管大队一并处理。', '裁定退单');
    await urban.page.reload();
    await urban.see(urban.page.getByRole('button', { name: /^签收/ }));
    expect(await urban.page.getByRole('button', { name: /^申请退单/ }).count()).toBe(0);
  });

  test('an extension moves the deadline, a deferral pauses the clock until the unit resumes', async () => {
    const made = await dispatched('河边垃圾要等退潮才能清');
    const handler = await office.colleague('handle');
    await openCase(handler, made);
    await doStep(handler, '签收');
    await fillStep(handler, '申请延期', { 理由: '要等退潮。' });
    const before = await clockCard(handler).innerText();
    await handler.see('延期申请');

    const dispatch = await office.colleague('dispatch');
    await openCase(dispatch, made);
    await rule(dispatch, '同意', '潮汐表属实。', '裁定延期');
    await handler.page.reload();
    await handler.see(clockCard(handler));
    expect(await clockCard(handler).innerText()).not.toBe(before);
    await handler.see(clockCard(handler).getByText(/^已延期：原期限 \d{4}.+ → 现期限 \d{4}/));

    const deferring = await beginStep(handler, '申请挂账');
    const inTenDays = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);
    await deferring.getByLabel('挂账至').fill(inTenDays);
    await deferring.getByLabel('挂账至').press('Tab');
    await handler.examine('asking for a deferral');
    await finishStep(handler, '申请挂账', { 理由: '台风将至，船不能出海。', 销账条件: '风力降到六级以下。' });
    await dispatch.page.reload();
    await rule(dispatch, '同意', '气象预警属实。', '裁定挂账');
    await dispatch.see(clockCard(dispatch).getByText(/^挂账至/));
    // Why it stands and what it waits for: in words, beside the grey lamp.
    await dispatch.see(clockCard(dispatch).getByText('台风将至，船不能出海。'));
    await dispatch.see(clockCard(dispatch).getByText('销账条件：风力降到六级以下。'));
    await dispatch.see(journal(dispatch).getByText(`挂账至：${inTenDays}`));
    await dispatch.examine('deferred case');

    await handler.page.reload();
    await fillStep(handler, '恢复处置', { 理由: '风停了。' });
    await handler.see(clockCard(handler).getByText(/^还剩/));
  });

  test('a check that fails brings the case back to the same unit with the time that is left, and the next one passes', async () => {
    const made = await dispatched('垃圾桶旁的垃圾只清了一半');
    const handler = await office.colleague('handle');
    const dispatch = await office.colleague('dispatch');
    const verifier = await office.colleague('verify');
    await colleagues.step('handle', made, 'accept');
    for (const verdict of ['核查不通过', '核查通过']) {
      await openCase(handler, made);
      await fillStep(handler, '反馈结果', { 处置结果: '已清理。' });
      await openCase(dispatch, made);
      await beginStep(dispatch, '确认反馈');
      await finishStep(dispatch, '确认反馈');
      await openCase(verifier, made);
      const judging = await beginStep(verifier, verdict);
      await verifier.see(judging.getByRole('region', { name: '结案条件' }).getByText(/清理/));
      await verifier.examine(verdict);
      await finishStep(verifier, verdict, { 现场情况: '看过现场。' });
      const owner = verdict === '核查通过' ? '监督中心受理席' : SANITATION;
      await verifier.see(ownerCard(verifier).getByText(owner));
    }
    await verifier.see(journal(verifier).getByText('核查不通过'));
    await verifier.see('返工 1');
  });

  test('whoever handled a case is offered neither the check nor the closing', async () => {
    const made = await dispatched('路口果皮箱倒了');
    await colleagues.step('handle', made, 'accept');
    await colleagues.step('handle', made, 'submit_result', { result: '已扶正。' });
    await colleagues.step('dispatch', made, 'confirm_result');
    const handler = await office.colleague('handle');
    await openCase(handler, made);
    await handler.see('现在轮不到您办理。');
    for (const verb of ['核查通过', '核查不通过', '结案']) {
      expect(await handler.page.getByRole('button', { name: new RegExp(`^${verb}`) }).count()).toBe(0);
    }
  });
});
