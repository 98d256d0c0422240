import { describe, test } from 'vitest';
import { createColleagues } from './harness/colleagues.ts';
import type { Desk, DeskOptions } from './harness/desk.ts';
import { useOffice } from './harness/office.fixture.ts';

const office = useOffice();
const colleagues = createColleagues(() => office.url);

const SCREENS: readonly (DeskOptions & { readonly title: string })[] = [
  { title: 'a phone of 360×800', width: 360, height: 800, isPhone: true },
  { title: 'an office screen of 1366×768', width: 1366, height: 768 },
];

async function examineAll(desk: Desk, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await desk.open(path);
    await desk.page.getByRole('main').waitFor();
    await desk.settle();
    await desk.examine(path);
  }
}

/** Changes the language of who sits there; it is that of the account from then on. */
async function speak(desk: Desk, language: 'English' | '中文'): Promise<void> {
  const isKept = desk.page.waitForResponse((response) => response.request().method() === 'PATCH');
  await desk.page.getByRole('button', { name: language, exact: true }).click();
  await isKept;
}

describe.each(SCREENS)('on $title', ({ title: _, ...screen }) => {
  test('nothing has to be scrolled sideways and nothing grave bars anybody, on the pages of the work', async () => {
    const made = await colleagues.report('intake', {
      description: '一段很长的描述没有标点也没有空格用来看看页面会不会被撑宽'.repeat(4),
      code: '0110',
      grid: '书院第3网格',
    });
    const desk = await office.colleague('shift', screen);
    const pages = [
      '/queue/mine',
      '/queue/intake',
      `/queue/intake?case=${made.id}`,
      '/queue/closing',
      '/cases',
      `/cases/${made.id}`,
    ];
    await examineAll(desk, [...pages, '/new', '/statistics', '/statistics?by=category&level=3', '/me']);
  });

  test.each([
    { signInName: 'system', paths: ['/admin/imports', '/admin/outgoing'] },
    { signInName: 'audit', paths: ['/admin/audit'] },
    { signInName: 'dispatch', paths: ['/queue/dispatch', '/queue/rulings'] },
    { signInName: 'handle', paths: ['/queue/handling'] },
    { signInName: 'verify', paths: ['/queue/verification'] },
  ])('nor on the pages of $signInName', async ({ signInName, paths }) => {
    const desk = await office.colleague(signInName, screen);
    await examineAll(desk, paths);
  });
});

test('on a large screen of 1920×1080, in English, nothing has to be scrolled sideways and nothing grave bars anybody', async () => {
  const desk = await office.colleague('shift', { width: 1920, height: 1080 });
  await speak(desk, 'English');
  try {
    await desk.page.getByRole('navigation', { name: 'Work' }).waitFor();
    const pages = ['/queue/mine', '/queue/intake', '/queue/closing', '/cases', '/cases/map', '/new'];
    await examineAll(desk, [...pages, '/command', '/command/handover', '/statistics', '/appraisal', '/me']);
  } finally {
    // Whoever sits down there next expects the account as it was.
    await speak(desk, '中文');
  }
});
