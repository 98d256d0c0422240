/**
 * The console's own map in a real browser over 100,000 cases: the time between two frames while somebody drags and zooms, against the same moves
 * over the same map without a case. No graphics card: the browser draws with the processor, as the weakest office machine would.
 */
import { createRequire } from 'node:module';
import { withWorld } from './bench-store.mjs';
import { percentile, print, say, sizeFrom } from './figures.mjs';
import { createLifecycle } from './lifecycle.mjs';
import { fill } from './million.mjs';

const { chromium } = createRequire(import.meta.url)('playwright-core');
const POINTS = sizeFrom('GRIDWARD_BENCH_MAP_POINTS', 100_000);
const OPEN_SHARE = 0.1;
const BROWSER = process.env.GRIDWARD_CHROMIUM ?? '/usr/bin/chromium';
const FLAGS = ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];
const NOTHING = '没有这样的词';
const ROUNDS = 3;

async function open(browser, address, cookie, path) {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' });
  const [name, value] = cookie.split('=');
  await context.addCookies([{ name, value, url: address }]);
  const page = await context.newPage();
  await page.goto(address + path);
  await page.locator('.case-map canvas').waitFor({ timeout: 60_000 });
  await page.waitForTimeout(6_000);
  return page;
}

/** Drags and wheels over the map, while every frame notes when it came. @returns milliseconds between frames */
async function move(page) {
  const { x, y, width, height } = await page.locator('.case-map canvas').boundingBox();
  const [middleX, middleY] = [x + width / 2, y + height / 2];
  await page.evaluate(() => {
    window.frames60 = [];
    const note = (at) => {
      window.frames60.push(at);
      window.noting = requestAnimationFrame(note);
    };
    window.noting = requestAnimationFrame(note);
  });
  const drag = async (dx, dy) => {
    await page.mouse.move(middleX, middleY);
    await page.mouse.down();
    await page.mouse.move(middleX + dx, middleY + dy, { steps: 25 });
    await page.mouse.up();
  };
  for (const wheel of [-240, -240, -240, 240, 240, 240]) {
    await drag(-200, 60);
    await page.mouse.wheel(0, wheel);
    await page.waitForTimeout(500);
    await drag(200, -60);
  }
  const frames = await page.evaluate(() => {
    cancelAnimationFrame(window.noting);
    return window.frames60;
  });
  return frames.slice(1).map((at, i) => at - frames[i]);
}

await withWorld(async ({ store, world }) => {
  await fill(store, world, await createLifecycle(world), POINTS * (1 - OPEN_SHARE), POINTS * OPEN_SHARE);
  const address = await world.app.http.listen({ port: 0, host: '127.0.0.1' });
  const browser = await chromium.launch({ executablePath: BROWSER, args: FLAGS });
  try {
    const { cookie } = world.headersOf('dispatcher');
    const full = await open(browser, address, cookie, '/cases/map');
    const empty = await open(browser, address, cookie, `/cases/map?q=${encodeURIComponent(NOTHING)}`);
    const times = { full: [], empty: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      say(`round ${round + 1}`);
      await empty.bringToFront();
      times.empty.push(...(await move(empty)));
      await full.bringToFront();
      times.full.push(...(await move(full)));
    }
    for (const [name, share] of [
      ['median', 0.5],
      ['p95', 0.95],
    ]) {
      print({
        name: `map: frame while moving, ${name}`,
        unit: 'ms',
        value: percentile(times.full, share),
        reference: percentile(times.empty, share),
        frames: times.full.length,
      });
    }
  } finally {
    await browser.close();
  }
});
