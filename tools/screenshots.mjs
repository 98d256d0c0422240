/**
 * `node tools/screenshots.mjs [name …]`: takes the pictures of README and guides into docs/images, from the built server with a fresh
 * demonstration county. What is to be seen is the product as it runs, so a picture that looks wrong is a fault of the product.
 */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, request } from 'playwright-core';
import { root } from './prepare.mjs';

// The server's own library for pictures; the tools bring none.
const sharp = createRequire(join(root, 'apps/server/package.json'))('sharp');
const target = join(root, 'docs/images');
const MOST_BYTES = 200_000;
const PASSWORD = 'Haidao-2468';
/** Names of a map come in gently, slower where the processor draws. */
const NAMES_FADE_MS = 8_000;

const ARGUMENTS =
  '--no-sandbox --disable-quic --disable-background-networking --disable-component-update --disable-sync --no-first-run --lang=zh-CN --use-angle=swiftshader --enable-unsafe-swiftshader'.split(
    ' ',
  );

/** Opens a queue, takes the first case on it for which a step is offered, and opens the panel of that step. */
async function openStep(page, queue, verb) {
  await page.goto(`/queue/${queue}`);
  await page.getByRole('article').waitFor();
  const button = page
    .getByRole('region', { name: /可办理|You can now/ })
    .getByRole('button', { name: new RegExp(`^${verb} \\w$`) });
  for (let tries = 0; tries < 40 && !(await button.isVisible()); tries += 1) {
    await page.keyboard.press('j');
    await page.waitForTimeout(400);
  }
  await button.click();
  await page.getByRole('dialog').getByRole('button', { name: verb, exact: true }).waitFor();
}

async function openFirst(page, queue) {
  await page.goto(`/queue/${queue}`);
  await page.getByRole('article').waitFor();
}

/** A street after a holiday: the same matter four times, reported and filed, so that there is something to dispatch together. */
async function fileEqualCases(baseURL) {
  const api = await request.newContext({ baseURL });
  const json = async (reply) => (await reply).json();
  const { csrfToken } = await json(api.post('/api/v1/session', { data: { signInName: 'shift', password: PASSWORD } }));
  const post = (path, data) =>
    json(api.post(path, { data, headers: { 'x-csrf-token': csrfToken, 'idempotency-key': randomUUID() } }));
  const found = await json(api.get('/api/v1/categories/search?q=0110&mattersOnly=true&limit=50'));
  const { category } = found.items.find(({ category: one }) => one.code === '0110' && one.codeSystem === 'city-events');
  const { rows } = await json(api.get(`/api/v1/categories/${category.id}`));
  const { features } = await json(api.get('/api/v1/area-boundaries?level=grid&limit=5000'));
  const grids = features.filter(({ properties }) => properties.name.startsWith('书院'));
  for (const { properties } of grids.slice(0, 4)) {
    const report = { description: '节后路边堆了垃圾袋，有异味。', categoryId: category.id, place: `${properties.name}路口` };
    const made = await post('/api/v1/cases', { ...report, position: properties.representative, channel: 'hotline' });
    const { id, version } = made.case;
    await post(`/api/v1/cases/${id}/file`, { version, payload: { standardRowId: rows[0].id } });
  }
  await api.dispose();
}

async function writeCase(page, words) {
  await page.goto('/new');
  await page.getByLabel(words.what).fill('菜市场北门垃圾桶满了，垃圾堆到路边，味道很大。');
  await page.getByLabel(words.category, { exact: true }).click();
  await page.getByLabel(words.category, { exact: true }).fill('blshlj');
  await page.getByText('0110').filter({ visible: true }).last().click();
  await page.getByLabel(words.where).fill('南塘菜市场北门');
  await page.getByRole('application').click({ position: { x: 280, y: 140 } });
  await page.waitForTimeout(1500);
}

/** What an older system hands over: its own numbers, words and columns. */
const OLD_CASES = [
  '工单编号,受理时间,大类,小类,街道,承办单位,来源,办理结果,诉求内容',
  'DEMO-0001,2026-03-02 09:00:00,市容,占道经营,南塘街道,县环境卫生管理所,12345热线,按期办结,路口占道摆摊',
  'DEMO-0002,2026-03-03 10:00:00,市容,积存垃圾,书院街道,县环境卫生管理所,12345热线,超期办结,菜市场后门有积存垃圾',
  'DEMO-0003,2026-03-04 11:00:00,市容,占道经营,青禾街道,县环境卫生管理所,来访,按期办结,店外堆放货物',
].join('\n');

/** The first case of intake whose reporter can be asked. */
async function openSealed(page) {
  await openFirst(page, 'intake');
  const asks = page.getByRole('button', { name: /^追问诉求人/ });
  for (let step = 0; step < 40 && (await asks.count()) === 0; step += 1) {
    await page.keyboard.press('j');
    await page.waitForTimeout(400);
  }
  await asks.waitFor();
}

/** Name, who sits there, language, what the system wishes, and how to get to what is to be seen. */
const PICTURES = [
  { name: 'sign-in', who: null, open: (page) => page.goto('/') },
  { name: 'queue', who: 'dispatch', open: (page) => openFirst(page, 'dispatch') },
  {
    name: 'case',
    who: 'handle',
    open: async (page) => {
      await openFirst(page, 'handling');
      await page.keyboard.press('o');
      await page.getByRole('button', { name: '打印' }).waitFor();
    },
  },
  { name: 'new-case', who: 'intake', open: (page) => writeCase(page, { what: '发生了什么', category: '类别', where: '在哪里' }) },
  {
    name: 'ask-reporter',
    who: 'intake',
    open: async (page) => {
      await openSealed(page);
      await page.keyboard.press('q');
      await page.getByRole('button', { name: '问位置' }).click();
    },
  },
  {
    name: 'decline',
    who: 'intake',
    open: async (page) => {
      await openSealed(page);
      await page.keyboard.press('d');
      await page.getByRole('button', { name: '现场未见' }).click();
    },
  },
  {
    name: 'landmarks',
    who: 'system',
    open: async (page) => {
      await page.goto('/admin/landmarks');
      await page.getByRole('region', { name: '现有来源' }).waitFor();
    },
  },
  {
    name: 'admin-catalogue',
    who: 'system',
    open: async (page) => {
      await page.goto('/admin/catalogue');
      await page.getByLabel('查找类别', { exact: true }).fill('blshlj');
      await page.getByRole('list', { name: '找到的类别' }).getByRole('button').first().click();
      await page.getByRole('region', { name: '历史' }).waitFor();
    },
  },
  {
    name: 'admin-responsibility',
    who: 'system',
    open: async (page) => {
      await page.goto('/admin/responsibility');
      await page.getByRole('table').waitFor();
    },
  },
  {
    name: 'admin-calendar',
    who: 'system',
    open: async (page) => {
      await page.goto('/admin/settings');
      await page
        .getByRole('region', { name: /1\s*月/ })
        .first()
        .waitFor();
    },
  },
  {
    name: 'admin-labels',
    who: 'system',
    open: async (page) => {
      await page.goto('/admin/settings?tab=labels');
      await page.getByLabel('挂账 中文').waitFor();
    },
  },
  {
    name: 'case-import',
    who: 'system',
    open: async (page) => {
      await page.goto('/admin/imports?run=new');
      const file = { name: '原系统案件（演示）.csv', mimeType: 'text/csv', buffer: Buffer.from(OLD_CASES, 'utf8') };
      await page.getByLabel('案件表格').setInputFiles([file]);
      await page.getByText('9 列，3 行').waitFor();
    },
  },
  {
    name: 'admin-health',
    who: 'system',
    open: async (page) => {
      await page.goto('/admin/health');
      await page.getByRole('region', { name: '版本与存储' }).waitFor();
    },
  },
  { name: 'filing', who: 'shift', open: (page) => openStep(page, 'intake', '立案') },
  { name: 'dispatch', who: 'dispatch', open: (page) => openStep(page, 'dispatch', '派遣') },
  { name: 'handling', who: 'handle', open: (page) => openStep(page, 'handling', '反馈结果') },
  { name: 'return', who: 'handle', open: (page) => openStep(page, 'handling', '申请退单') },
  {
    name: 'ruling',
    who: 'dispatch',
    open: async (page) => {
      await openFirst(page, 'rulings');
      await page.getByRole('region', { name: '如果同意' }).waitFor();
    },
  },
  {
    name: 'batch',
    who: 'dispatch',
    open: async (page) => {
      await fileEqualCases(new URL(page.url()).origin);
      await page.goto('/dispatch/batch');
      await page.getByRole('heading', { name: '同类派遣', level: 1 }).waitFor();
      await page.waitForTimeout(500);
    },
  },
  {
    name: 'deferrals',
    who: 'dispatch',
    open: async (page) => {
      await page.goto('/deferrals');
      await page.getByRole('article').first().waitFor();
    },
  },
  {
    name: 'command',
    who: 'shift',
    open: async (page) => {
      await page.goto('/command');
      await page.getByRole('region', { name: '卡住的' }).waitFor();
      await page.waitForTimeout(1500);
    },
  },
  {
    name: 'orders',
    who: 'leader',
    open: async (page) => {
      await page.goto('/command/orders?view=reach');
      await page.getByRole('listitem').first().waitFor();
    },
  },
  {
    name: 'handover',
    who: 'shift',
    open: async (page) => {
      await page.goto('/command/handover');
      await page.getByRole('heading', { name: /交接班/, level: 1 }).waitFor();
    },
  },
  {
    name: 'wall',
    who: 'leader',
    open: async (page) => {
      await page.goto('/wall');
      await page.getByRole('heading', { name: /运行大屏/ }).waitFor();
    },
  },
  {
    name: 'unit-desk',
    who: 'handle2',
    open: async (page) => {
      await page.goto('/unit-desk');
      await page.getByRole('table').waitFor();
    },
  },
  { name: 'check', who: 'verify', open: (page) => openStep(page, 'verification', '核查通过') },
  {
    name: 'case-map',
    who: 'leader',
    async open(page) {
      await page.goto('/cases/map');
      await page.getByRole('list', { name: '案件列表' }).getByRole('button').first().click();
      await page.waitForTimeout(NAMES_FADE_MS);
    },
  },
  {
    name: 'check-map',
    who: 'verify',
    async open(page) {
      await page.goto('/verification/map');
      await page.getByRole('list', { name: '核查地图' }).getByRole('button').first().click();
      await page.waitForTimeout(NAMES_FADE_MS);
    },
  },
  { name: 'base-map', who: 'system', open: (page) => page.goto('/admin/base-map') },
  { name: 'closing', who: 'shift', open: (page) => openStep(page, 'closing', '结案') },
  {
    name: 'statistics',
    who: 'leader',
    open: async (page) => {
      await page.goto('/statistics?by=unit');
      await page.getByRole('table').waitFor();
    },
  },
  {
    name: 'bulk',
    who: 'shift',
    open: async (page) => {
      await page.goto('/cases?state=handling');
      for (const at of [0, 1, 2]) await page.locator('tbody').getByRole('checkbox').nth(at).check();
      await page.getByRole('region', { name: '批量操作' }).getByRole('button', { name: /^催办/ }).click();
      await page.getByRole('dialog').getByRole('textbox').fill('已超过时限，请今日内办结并反馈。');
    },
  },
  {
    name: 'cases',
    who: 'street',
    open: async (page) => {
      await page.goto('/cases?lamp=red&order=due');
      await page.getByRole('table').waitFor();
    },
  },
  {
    name: 'admin-areas',
    who: 'system',
    open: async (page) => {
      await page.goto('/admin/areas');
      await page.getByLabel('按名称或编码查找').fill('渔市第3');
      await page.getByRole('treeitem').first().click();
      await page.getByRole('region', { name: '边界历史' }).waitFor();
    },
  },
  {
    name: 'admin-units',
    who: 'system',
    open: async (page) => {
      await page.goto('/admin/organisation?tab=units');
      await page.getByLabel('按名称或编码查找').fill('县环境卫生管理所');
      await page.getByRole('treeitem', { name: '县环境卫生管理所' }).first().click();
      await page.getByRole('region', { name: '县环境卫生管理所', exact: true }).waitFor();
    },
  },
  {
    name: 'admin-gaps',
    who: 'security',
    open: async (page) => {
      await page.goto('/admin/organisation?tab=gaps');
      await page.getByRole('table').waitFor();
    },
  },
  {
    name: 'admin-roles',
    who: 'security',
    open: async (page) => {
      await page.goto('/admin/roles?tab=roles');
      await page.getByRole('list', { name: '角色列表' }).getByRole('button', { name: '派遣员' }).click();
      await page.getByRole('heading', { name: '派遣员' }).waitFor();
    },
  },
  {
    name: 'admin-try',
    who: 'security',
    open: async (page) => {
      await page.goto('/admin/roles?tab=try');
      await page.getByLabel('人员').click();
      await page.getByLabel('人员').fill('演示网格员12');
      await page.locator('.ant-select-item-option').first().click();
      await page.getByRole('button', { name: '试看', exact: true }).click();
      await page.getByRole('region', { name: /会看到/ }).waitFor();
    },
  },
  {
    name: 'admin-accounts',
    who: 'system',
    open: async (page) => {
      await page.goto('/admin/accounts');
      await page.getByRole('table').waitFor();
    },
  },
  { name: 'outgoing', who: 'system', open: (page) => page.goto('/admin/outgoing') },
  {
    name: 'second-checks',
    who: 'verify',
    open: async (page) => {
      await page.goto('/second-checks');
      const record = page.getByRole('button', { name: '记录复核' });
      // A county that was just made has its first draw within a minute or two.
      const drawn = page.getByRole('heading', { level: 2 }).first();
      for (let tries = 0; tries < 24 && !(await drawn.isVisible()); tries += 1) {
        await page.waitForTimeout(5000);
        if (!(await drawn.isVisible())) await page.reload();
      }
      // Cases in which the verifier had a part themselves are left to colleagues.
      for (let tries = 0; tries < 60 && !(await record.isVisible()); tries += 1) await page.keyboard.press('j');
      await record.waitFor();
    },
  },
  {
    name: 'appraisal',
    who: 'leader',
    open: async (page) => {
      await page.goto('/appraisal?subject=unit&span=month&chart=first');
      await page
        .getByRole('img', { name: /数值见下表/ })
        .locator('svg')
        .waitFor();
    },
  },
  {
    name: 'audit',
    who: 'audit',
    open: async (page) => {
      await page.goto('/admin/audit');
      await page.getByRole('table').waitFor();
    },
  },
  {
    name: 'phone',
    who: 'contractor',
    width: 360,
    height: 800,
    open: async (page) => {
      await page.goto('/queue/handling');
      await page.getByRole('list', { name: '案件列表' }).waitFor();
    },
  },
  {
    name: 'phone-case',
    who: 'contractor',
    width: 360,
    height: 800,
    open: async (page) => {
      await page.goto('/queue/handling');
      await page.getByRole('list', { name: '案件列表' }).getByRole('button').first().click();
      await page.getByRole('article').waitFor();
    },
  },
  {
    name: 'dark',
    who: 'handle',
    colorScheme: 'dark',
    open: async (page) => {
      await openFirst(page, 'handling');
      await page.waitForTimeout(NAMES_FADE_MS);
    },
  },
  { name: 'queue-en', who: 'dispatch', english: true, open: (page) => openFirst(page, 'dispatch') },
  {
    name: 'case-en',
    who: 'shift',
    english: true,
    open: async (page) => {
      await openFirst(page, 'closing');
      await page.keyboard.press('o');
      await page.getByRole('button', { name: 'Print' }).waitFor();
    },
  },
  {
    name: 'statistics-en',
    who: 'leader',
    english: true,
    open: async (page) => {
      await page.goto('/statistics?by=street');
      await page.getByRole('table').waitFor();
    },
  },
];

/** Starts the built server with a county of its own. */
async function startServer() {
  const dataDir = mkdtempSync(join(tmpdir(), 'gridward-screenshots-'));
  const env = { ...process.env, PORT: '0', GRIDWARD_DATA: dataDir, GRIDWARD_DEMO: 'on', LOG_LEVEL: 'warn' };
  delete env.DATABASE_URL;
  const child = spawn(process.execPath, [join(root, 'apps/server/dist/main.js')], {
    cwd: root,
    env,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const url = await new Promise((resolve, reject) => {
    let said = '';
    child.stderr.on('data', (chunk) => {
      said += chunk;
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
      if (found) resolve(found[0]);
    });
    child.once('exit', () => reject(new Error(said)));
  });
  const stop = async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { url, stop };
}

async function signIn(context, who, english) {
  const page = await context.newPage();
  await page.goto('/');
  if (who === null) return page;
  await page.getByLabel('账号', { exact: true }).fill(who);
  await page.getByLabel('密码').fill(PASSWORD);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.getByRole('navigation', { name: '工作', includeHidden: true }).waitFor({ state: 'attached' });
  if (english) {
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('navigation', { name: 'Work' }).waitFor();
  }
  return page;
}

/** The account keeps its language; the next picture of it is to be Chinese again. */
async function speakChinese(page) {
  await page.getByRole('button', { name: '中文' }).click();
  await page.getByRole('navigation', { name: '工作' }).waitFor();
}

/** A photo of the screen, small enough for a page that is read over a slow line. */
async function keep(page, name) {
  const raw = await page.screenshot();
  const file = join(target, `${name}.png`);
  const { size } = await sharp(raw).png({ palette: true, colours: 128, effort: 10, compressionLevel: 9 }).toFile(file);
  if (size > MOST_BYTES) throw new Error(`${name}.png has ${size} bytes, more than ${MOST_BYTES}`);
  console.log(`${name}.png ${Math.round(size / 1000)} kB`);
}

async function take(browser, url, { name, who, english = false, colorScheme = 'light', width = 1366, height = 768, open }) {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width, height },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    colorScheme,
  });
  context.setDefaultTimeout(20_000);
  const page = await signIn(context, who, english);
  await open(page);
  await page.waitForTimeout(2500);
  await keep(page, name);
  if (english) await speakChinese(page);
  await context.close();
}

const wanted = process.argv.slice(2);
const pictures = PICTURES.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
mkdirSync(target, { recursive: true });
const server = await startServer();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ARGUMENTS,
  env: { ...process.env, LANGUAGE: 'zh_CN' },
});
try {
  for (const picture of pictures) {
    await take(browser, server.url, picture).catch((error) => {
      process.exitCode = 1;
      console.error(`${picture.name}: ${error.message}`);
    });
  }
} finally {
  await browser.close();
  await server.stop();
}
