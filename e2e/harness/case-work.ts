import type { Locator } from 'playwright-core';
import type { Desk } from './desk.ts';

/** The panel in which a step is filled in. */
export const panel = (desk: Desk): Locator => desk.page.getByRole('dialog').last();

export const actions = (desk: Desk): Locator => desk.page.getByRole('region', { name: '可办理' });

/** Opens a case on its own page and waits for its head. */
export async function openCase(desk: Desk, made: { readonly id: string; readonly number: string }): Promise<void> {
  await desk.open(`/cases/${made.id}`);
  await desk.see(made.number);
}

/** The button of a step; its letter stands on it, too. */
export const stepButton = (desk: Desk, verb: string): Locator =>
  actions(desk).getByRole('button', { name: new RegExp(`^${verb} \\w$`) });

/** Presses the button of a step that asks for nothing. */
export async function doStep(desk: Desk, verb: string): Promise<void> {
  await stepButton(desk, verb).click();
  await desk.see(`${verb}：完成`);
}

/** Opens the panel of a step. */
export async function beginStep(desk: Desk, verb: string): Promise<Locator> {
  await stepButton(desk, verb).click();
  const opened = panel(desk);
  await opened.getByRole('button', { name: verb, exact: true }).waitFor();
  return opened;
}

/** Fills texts by their labels, sends, and waits until the platform says that it is done. */
export async function finishStep(desk: Desk, verb: string, texts: Readonly<Record<string, string>> = {}): Promise<void> {
  const opened = panel(desk);
  for (const [label, text] of Object.entries(texts)) await opened.getByLabel(label).fill(text);
  await opened.getByRole('button', { name: verb, exact: true }).click();
  await desk.see(`${verb}：完成`);
}

/** A step whose panel asks for texts only. */
export async function fillStep(desk: Desk, verb: string, texts: Readonly<Record<string, string>>): Promise<void> {
  await beginStep(desk, verb);
  await finishStep(desk, verb, texts);
}

/** Rules on the panel of the case: the reason beside the choice, then its one button. */
export async function rule(desk: Desk, choice: '同意' | '不同意', reason: string, verb: string): Promise<void> {
  const side = desk.page.getByRole('region', { name: `如果${choice}`, exact: true });
  await side.getByLabel(`${choice}的理由`).fill(reason);
  await side.getByRole('button', { name: choice, exact: true }).click();
  await desk.see(`${verb}：完成`);
}

/** Opens a list that offers what may be chosen, types into it where it searches, and takes the option that shows up. */
export async function pick(desk: Desk, field: Locator, option: string, typed?: string): Promise<void> {
  await field.click();
  if (typed !== undefined) await field.fill(typed);
  await desk.page.getByText(option).filter({ visible: true }).last().click();
}

export const ownerCard = (desk: Desk): Locator => desk.page.getByRole('region', { name: '责任人' });
export const clockCard = (desk: Desk): Locator => desk.page.getByRole('region', { name: '时限', exact: true });
export const journal = (desk: Desk): Locator => desk.page.getByRole('region', { name: '办理记录' });

/** A photo: any picture will do, and the page itself is one. */
export const takePhoto = async (desk: Desk, name: string) => ({
  name,
  mimeType: 'image/png',
  buffer: await desk.page.screenshot({ clip: { x: 0, y: 0, width: 480, height: 360 } }),
});
