import { describe, expect, test } from 'vitest';
import { chooseRunAs, findAccount, invocation } from './run-as.policy.ts';
import type { RunAsSituation } from './run-as.policy.ts';

const account = { name: 'postgres', uid: 101, gid: 104 };
const open: RunAsSituation = { isRoot: true, clusterOwner: undefined, namespaceWorks: true, account };
const closed: RunAsSituation = { ...open, namespaceWorks: false };

describe('who runs the server', () => {
  test.each<[string, RunAsSituation, object]>([
    ['ourselves unless we are root', { ...open, isRoot: false }, { kind: 'self' }],
    ['a user namespace as root', open, { kind: 'namespace' }],
    ['another account when namespaces are closed', closed, { kind: 'account', ...account }],
    ['another account when that is asked for', { ...open, forced: 'account' }, { kind: 'account', ...account }],
    ['a namespace for a cluster of root', { ...open, clusterOwner: { uid: 0, gid: 0 } }, { kind: 'namespace' }],
    ['the owner of a cluster', { ...open, clusterOwner: { uid: 7, gid: 8 } }, { kind: 'account', name: 'uid 7', uid: 7, gid: 8 }],
  ])('is %s', (_, situation, expected) => {
    expect(chooseRunAs(situation)).toEqual(expected);
  });

  test.each<[string, RunAsSituation, RegExp]>([
    ['no way is left', { ...closed, account: undefined }, /refuses to run as root.*ordinary user.*DATABASE_URL/],
    ['a namespace is demanded but closed', { ...closed, forced: 'namespace' }, /user namespaces are closed/],
    [
      'the cluster belongs to root and namespaces are closed',
      { ...closed, clusterOwner: { uid: 0, gid: 0 } },
      /root created inside a user namespace/,
    ],
  ])('is nobody, in clear words, when %s', (_, situation, words) => {
    expect(() => chooseRunAs(situation)).toThrow(words);
  });
});

test('an account to lend is found by name, the best first, never root', () => {
  const passwd = 'root:x:0:0::/:/bin/sh\nnobody:x:65534:65533::/:/x\npostgres:x:101:104::/:/x\ngridward:x:0:0::/:/x\n';
  expect(findAccount(passwd)).toEqual(account);
  expect(findAccount('root:x:0:0::/:/bin/sh\n')).toBeUndefined();
});

test('a program is called under the chosen identity', () => {
  expect(invocation({ kind: 'namespace' }, 'postgres', ['-D', 'x']).args.slice(-3)).toEqual(['postgres', '-D', 'x']);
  expect(invocation({ kind: 'account', ...account }, 'postgres', []).options).toEqual({ uid: 101, gid: 104 });
  expect(invocation({ kind: 'self' }, 'postgres', ['-D', 'x'])).toEqual({ program: 'postgres', args: ['-D', 'x'], options: {} });
});
