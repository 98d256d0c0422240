import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { OWN_BASE_MAP_FILE } from '@gridward/contract';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDesk } from './harness/desk.ts';
import { launchBrowser, useOffice } from './harness/office.fixture.ts';
import { pictureFile } from './harness/pmtiles.ts';
import { useOwnProduct } from './harness/product.fixture.ts';

/** A grey pixel, as a PNG; any size of tile is made of it. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAADElEQVQI12M4c/cdAAUQApgeuRmnAAAAAElFTkSuQmCC',
  'base64',
);

/** A tile server of one's own, as a town hall may have one. */
let tiles: Server;
let isAnswering = true;
beforeAll(async () => {
  tiles = createServer((_request, response) => {
    response.writeHead(isAnswering ? 200 : 503, { 'content-type': 'image/png', 'access-control-allow-origin': '*' });
    response.end(isAnswering ? PIXEL : '');
  });
  await new Promise<void>((resolve) => tiles.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  tiles.closeAllConnections();
  await new Promise<void>((resolve) => void tiles.close(() => resolve()));
});
const tilesAddress = (): string => `http://127.0.0.1:${String((tiles.address() as AddressInfo).port)}`;

/** Maps draw slowly where no graphics card helps. */
const PATIENT = { timeout: 20_000 };
/** A base map is everybody's. */
const product = useOwnProduct({ demo: 'on' });
const office = useOffice(() => product().url);
const listed = (page: Page) => page.getByRole('list', { name: '案件列表' }).getByRole('button');

describe('a base map', () => {
  it('is needed by no map', async () => {
    const desk = await office.colleague('leader');
    await desk.open('/cases/map');
    await listed(desk.page).first().waitFor();
    await desk.examine('map without a base map');
  });

  it('may be one file in the data folder, of which only parts are read', async () => {
    const desk = await office.colleague('system');
    const { page } = desk;
    const { bytes, tileAt } = pictureFile(PIXEL);
    await writeFile(join(product().dataDir, OWN_BASE_MAP_FILE), bytes);
    const ranges: string[] = [];
    page.on('response', (response) => {
      if (!response.url().endsWith('/api/v1/base-map/file')) return;
      ranges.push(`${response.status()} ${response.request().headers()['range'] ?? ''}`);
    });
    await desk.open('/admin/base-map');
    await page.getByLabel('类型').click();
    await page.getByTitle('PMTiles 文件').click();
    await page.getByRole('button', { name: '保存并试用' }).click();
    await desk.see('试用中，其他人还看不到');
    await expect.poll(() => ranges, PATIENT).toContain(`206 bytes=${tileAt}-${tileAt + PIXEL.length - 1}`);
    await desk.miss('底图暂时连接不上');
  });

  it('is tried by who sets it up, then given to everybody, and missed by nobody when it is away', async () => {
    const desk = await office.colleague('system');
    const { page } = desk;
    desk.watch.knows(tilesAddress());
    await desk.open('/admin/base-map');
    await page.getByLabel('类型').click();
    await page.getByTitle('瓦片服务（XYZ）').click();
    await page.getByLabel('地址').fill(`${tilesAddress()}/{z}/{x}/{y}.png`);
    await page.getByLabel('GCJ-02（高德、腾讯）').check();
    await desk.see('因此不能使用');
    await page.getByLabel('WGS84 / CGCS2000（天地图）').check();
    await desk.examine('base map');
    await page.getByRole('button', { name: '保存并试用' }).click();
    await desk.see('试用中，其他人还看不到');
    await page.getByRole('button', { name: '测试连接' }).click();
    await desk.see('连接正常');
    const colleague = await office.colleague('leader');
    colleague.watch.knows(tilesAddress());
    const isTile = (url: string): boolean => url.startsWith(tilesAddress());
    const askedByColleague: string[] = [];
    colleague.page.on('request', (request) => isTile(request.url()) && askedByColleague.push(request.url()));
    await colleague.open('/cases/map');
    await listed(colleague.page).first().waitFor();
    expect(askedByColleague).toEqual([]);

    await page.getByRole('button', { name: '给所有人使用' }).click();
    await desk.see('正在使用');
    await colleague.open('/cases/map');
    await expect.poll(() => askedByColleague.length, PATIENT).toBeGreaterThan(0);
    const drawn: string[] = [];
    page.on('request', (request) => isTile(request.url()) && page.url().endsWith('/admin/areas') && drawn.push(request.url()));
    await desk.open('/admin/areas');
    await expect.poll(() => drawn.length, PATIENT).toBeGreaterThan(0);
    await desk.examine('areas with a base map');
    await Promise.all([page.close(), colleague.page.close()]);

    isAnswering = false;
    const later = await office.colleague('shift');
    later.watch.knows(tilesAddress());
    await later.watch.refusing([503], async () => {
      await later.open('/cases/map');
      const isDrawn = later.page.waitForResponse('**/api/v1/case-tiles/**', PATIENT);
      await later.see('底图暂时连接不上');
      await isDrawn;
      await listed(later.page).first().waitFor();
      expect(await later.page.getByText('底图暂时连接不上').count()).toBe(1);
      await later.page.close();
    });
  });

  it('is missed by nobody whose browser draws no maps: the areas and their forms stay', async () => {
    const browser = await launchBrowser('--disable-3d-apis');
    try {
      const desk = await openDesk(browser, product().url, 'system without WebGL');
      const { page } = desk;
      await desk.signIn('system');
      await desk.open('/admin/areas');
      await desk.see('这台电脑的浏览器画不出地图');
      await page.getByRole('tree', { name: '区域树' }).waitFor();
      await page.getByRole('button', { name: '划定新边界' }).click();
      await page.getByLabel('边界点（WGS84）').waitFor();
      await desk.examine('areas without a map');
      expect(desk.watch.faults).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});
