import type { CDPSession } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Desk } from './harness/desk.ts';
import { useOffice } from './harness/office.fixture.ts';

const office = useOffice();

/** A cheap office machine beside the one that tests run on. */
const SLOWER_TIMES = 4;
/** What a move may cost of script; above this a hand on the keyboard feels the machine. */
const BUDGET_MS = 100;
const WARM_UP_MOVES = 3;
const MOVES = 15;

const chosen = ({ page }: Desk): string | null => new URL(page.url()).searchParams.get('case');

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Script that the page has run so far, in milliseconds: own code, and what it asked the browser to lay out is not in it. */
async function scriptMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? Number.NaN) * 1_000;
}

/** The chosen case is drawn, from its head to its journal. The map comes to whoever stays on a case, and is no part of a move. */
async function settled(desk: Desk): Promise<void> {
  const id = chosen(desk);
  await desk.page.locator(`article[aria-labelledby="case-${id}"]`).waitFor();
  await desk.page.getByRole('region', { name: '办理记录' }).getByRole('listitem').first().waitFor();
}

describe('moving through a queue on a machine that is four times slower', () => {
  test('costs less than 100 ms of script from one case to the next', async () => {
    const desk = await office.colleague('shift');
    const { page } = desk;
    await desk.open('/queue/intake');
    await page.waitForURL(/[?&]case=/);
    await settled(desk);
    const session = await desk.context.newCDPSession(page);
    // Time of the page's own thread: what else the machine does meanwhile is not the page's doing.
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER_TIMES });
    // Other programs only ever make a page slower, so the best of three walks through the queue is what the page itself costs.
    const medians: number[] = [];
    for (const key of ['j', 'k', 'j']) {
      const costs: number[] = [];
      for (let move = 0; move < WARM_UP_MOVES + MOVES; move += 1) {
        const before = chosen(desk);
        const beforeMs = await scriptMs(session);
        await page.keyboard.press(key);
        await page.waitForURL((url) => url.searchParams.get('case') !== before);
        await settled(desk);
        if (move >= WARM_UP_MOVES) costs.push((await scriptMs(session)) - beforeMs);
      }
      medians.push(median(costs));
      if (median(costs) < BUDGET_MS) break;
    }
    process.stderr.write(
      `script of a move, ${SLOWER_TIMES}× slowed: median ${medians.map((ms) => ms.toFixed(0)).join(', ')} ms\n`,
    );
    expect(Math.min(...medians)).toBeLessThan(BUDGET_MS);
  });

  test('takes the map along from case to case, with the pin of the new one in view', async () => {
    const desk = await office.colleague('shift');
    const { page } = desk;
    await desk.open('/queue/intake');
    await page.waitForURL(/[?&]case=/);
    const map = page.getByRole('application', { name: '地图：案件位置与所在网格' });
    const pin = map.locator('.maplibregl-marker');
    await pin.waitFor();
    await page.evaluate(`document.querySelector('.grid-map canvas').setAttribute('data-drawn', 'for the first case')`);
    const before = chosen(desk);
    await page.keyboard.press('j');
    await page.waitForURL((url) => url.searchParams.get('case') !== before);
    await settled(desk);
    await pin.waitFor();
    expect(await map.locator('canvas').getAttribute('data-drawn')).toBe('for the first case');
    expect([await page.locator('canvas').count(), await pin.count()]).toEqual([1, 1]);
    const [frame, shown] = [await map.boundingBox(), await pin.boundingBox()];
    if (frame === null || shown === null) throw new Error('the map is not to be seen');
    expect(shown.x).toBeGreaterThan(frame.x);
    expect(shown.x + shown.width).toBeLessThan(frame.x + frame.width);
    expect(shown.y).toBeGreaterThan(frame.y);
    expect(shown.y + shown.height).toBeLessThan(frame.y + frame.height);
  });
});
