import { describe, test } from 'vitest';
import { createColleagues } from './harness/colleagues.ts';
import type { DeskOptions } from './harness/desk.ts';
import { useOffice } from './harness/office.fixture.ts';

const office = useOffice();
const colleagues = createColleagues(() => office.url);

const SCREENS: readonly (DeskOptions & { readonly title: string })[] = [
  { title: 'a phone of 360×800', width: 360, height: 800, isPhone: true },
  { title: 'an office screen of 1366×768', width: 1366, height: 768 },
];

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
    for (const path of [...pages, '/new', '/statistics', '/statistics?by=category&level=3', '/me']) {
      await desk.open(path);
      await desk.page.getByRole('main').waitFor();
      await desk.page.waitForLoadState('networkidle');
      await desk.examine(path);
    }
  });

  test.each([
    { signInName: 'system', paths: ['/admin/imports', '/admin/outgoing'] },
    { signInName: 'audit', paths: ['/admin/audit'] },
    { signInName: 'dispatch', paths: ['/queue/dispatch', '/queue/rulings'] },
    { signInName: 'handle', paths: ['/queue/handling'] },
    { signInName: 'verify', paths: ['/queue/verification'] },
  ])('nor on the pages of $signInName', async ({ signInName, paths }) => {
    const desk = await office.colleague(signInName, screen);
    for (const path of paths) {
      await desk.open(path);
      await desk.page.getByRole('main').waitFor();
      await desk.page.waitForLoadState('networkidle');
      await desk.examine(path);
    }
  });
});
