import type { LiveEvent } from '@gridward/contract';
import { describe, expect, it } from 'vitest';
import type { CaseWatch } from '../cases/index.ts';
import { createJournalNews } from './journal-news.ts';
import { createListeners, type Listener } from './listeners.ts';

const NOW = Date.parse('2026-05-11T01:00:00Z');
const SOMEBODY = '0192f000-0000-7000-8000-000000000001';

function hearing(): { readonly listener: Listener; readonly heard: LiveEvent[] } {
  const heard: LiveEvent[] = [];
  const stream = {
    send: (events: readonly LiveEvent[]) => void heard.push(...events),
    end: () => undefined,
    isOver: () => false,
  };
  const actor = { kind: 'person', accountId: SOMEBODY, grants: [], posts: [] } as unknown as Listener['actor'];
  return { listener: { accountId: SOMEBODY, token: '', stream, actor }, heard };
}

describe('somebody who comes again', () => {
  it('is told to read anew when what was missed cannot be read', async () => {
    const watch: CaseWatch = {
      entriesSince: () => Promise.reject(new Error('the database is gone')),
      describe: () => Promise.resolve([]),
      targetsOf: () => Promise.resolve(new Map()),
    };
    const { listener, heard } = hearing();
    const news = createJournalNews(watch, createListeners());
    await expect(news.catchUp(listener, NOW - 1_000, NOW)).rejects.toThrow('the database is gone');
    expect(heard).toEqual([{ kind: 'resync' }]);
  });
});
