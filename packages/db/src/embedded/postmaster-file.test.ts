import { expect, test } from 'vitest';
import { parsePostmaster } from './postmaster-file.ts';

const text = '8442\n/data/cluster\n1795298941\n5432\n/run/x\n\n  2146563         9\nready   \n';

test('postmaster.pid tells process, port, socket folder and state', () => {
  expect(parsePostmaster(text)).toEqual({ pid: 8442, port: 5432, socketDir: '/run/x', listenAddress: '', status: 'ready' });
});

test.each(['', '8442\n', 'x\n/d\n1\n5432\n', '0\n/d\n1\n5432\n', '8442\n/d\n1\n'])(
  '%j, not written to its end, tells nothing',
  (part) => {
    expect(parsePostmaster(part)).toBeUndefined();
  },
);
