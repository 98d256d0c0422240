import { expect, test } from 'vitest';
import { createColleagues, type PreparedCase } from './harness/colleagues.ts';
import type { Desk } from './harness/desk.ts';
import { useOffice } from './harness/office.fixture.ts';

const office = useOffice();
const colleagues = createColleagues(() => office.url);

const CASES = 20;
/** More cases than a pile of the county holds beside the prepared ones. */
const MOST_STEPS = 400;
const MATTER = { code: '0110', grid: '书院第1网格' } as const;

const chosen = ({ page }: Desk): string => new URL(page.url()).searchParams.get('case') ?? '';

async function press(desk: Desk, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await desk.page.keyboard.press(key);
}

/** Walks down the pile with one key until one of these cases is open. */
async function walkTo(desk: Desk, waiting: ReadonlySet<string>): Promise<string> {
  await expect.poll(() => chosen(desk)).not.toBe('');
  for (let step = 0; step < MOST_STEPS && !waiting.has(chosen(desk)); step += 1) {
    const before = chosen(desk);
    await press(desk, 'j');
    await expect.poll(() => chosen(desk), { message: 'the end of the pile' }).not.toBe(before);
  }
  return chosen(desk);
}

/** Opens the panel of a step for this case and sends it once its first choice stands. */
async function stepByKeys(desk: Desk, letter: string, made: PreparedCase, word: string): Promise<void> {
  const { page } = desk;
  await page.getByRole('article').getByText(made.number).first().waitFor();
  await press(desk, letter);
  const panel = page.getByRole('dialog', { name: new RegExp(made.number) });
  await panel.getByRole('radio', { checked: true }).first().waitFor();
  await press(desk, 'Control+Enter');
  await panel.waitFor({ state: 'hidden' });
  await page.getByText(`${word}：完成`).first().waitFor();
  await expect.poll(() => chosen(desk)).not.toBe(made.id);
}

/** One after the other, each timed from the moment at which it is open until the next one opens. */
async function workThrough(desk: Desk, cases: readonly PreparedCase[], letter: string, word: string): Promise<number[]> {
  const waiting = new Map(cases.map((made) => [made.id, made]));
  const tookMs: number[] = [];
  while (waiting.size > 0) {
    const made = waiting.get(await walkTo(desk, new Set(waiting.keys())));
    if (made === undefined) throw new Error(`${waiting.size} cases are not on the pile`);
    const startedAtMs = performance.now();
    await stepByKeys(desk, letter, made, word);
    tookMs.push(performance.now() - startedAtMs);
    waiting.delete(made.id);
  }
  return tookMs;
}

function tell(what: string, tookMs: readonly number[]): void {
  const sorted = tookMs.toSorted((a, b) => a - b).map(Math.round);
  const sum = tookMs.reduce((total, ms) => total + ms, 0);
  const median = sorted[Math.floor(sorted.length / 2)];
  process.stdout.write(
    `${what} ${tookMs.length} cases by keyboard alone: ${Math.round(sum / tookMs.length)} ms each (median ${median}, slowest ${sorted.at(-1)})\n`,
  );
}

test('the keyboard alone files twenty cases and dispatches twenty', { timeout: 240_000 }, async () => {
  const made: PreparedCase[] = [];
  for (let n = 1; n <= CASES; n += 1)
    made.push(await colleagues.report('intake', { ...MATTER, description: `第 ${n} 处垃圾堆放，计时办理` }));

  const shift = await office.colleague('shift');
  await press(shift, 'g', 'i');
  await shift.page.getByRole('heading', { name: '受理', level: 1 }).waitFor();
  const filed = await workThrough(shift, made, 'f', '立案');
  expect(filed).toHaveLength(CASES);
  tell('filed', filed);

  const dispatcher = await office.colleague('dispatch');
  await press(dispatcher, 'g', 'd');
  await dispatcher.page.getByRole('heading', { name: '派遣', level: 1 }).waitFor();
  const dispatched = await workThrough(dispatcher, made, 'd', '派遣');
  expect(dispatched).toHaveLength(CASES);
  tell('dispatched', dispatched);

  // What the keyboard did is what the journal says, case by case.
  for (const { id } of made) expect(await colleagues.stateOf(id)).toBe('assigned');
});
