import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  AUDIT_GENESIS,
  auditHash,
  canonicalJson,
  CHAIN_START,
  followChain,
  storable,
  type AuditFacts,
  type ChainedAudit,
} from './audit-chain.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const factsOf = (seq: number): AuditFacts => ({
  seq,
  at: '2026-05-01T01:02:03.004Z',
  accountId: null,
  action: 'session.sign_in',
  objectKind: 'account',
  objectId: `object-${seq}`,
  outcome: 'done',
  address: '192.0.2.1',
  requestId: null,
  detail: { reason: 'x', nested: { b: 1, a: [1, null] } },
});

function chainOf(length: number): ChainedAudit[] {
  const chain: ChainedAudit[] = [];
  for (let seq = 1; seq <= length; seq += 1) {
    const facts = factsOf(seq);
    const previousHash = chain.at(-1)?.hash ?? AUDIT_GENESIS;
    chain.push({ facts, previousHash, hash: auditHash(facts, previousHash, sha256) });
  }
  return chain;
}

describe('the audit chain', () => {
  test('is followed page by page', () => {
    const chain = chainOf(10);
    const first = followChain(CHAIN_START, chain.slice(0, 4), sha256);
    expect(first.brokenAt).toBeNull();
    expect(followChain(first.end, chain.slice(4), sha256)).toEqual({
      end: { seq: 10, hash: chain.at(-1)?.hash },
      brokenAt: null,
    });
  });

  test.each(Object.keys(factsOf(1)) as (keyof AuditFacts)[])('a changed %s shows at its entry', (field) => {
    const chain = chainOf(6);
    const other = {
      ...factsOf(99),
      at: '2026-05-01T01:02:03.005Z',
      accountId: 'someone',
      action: 'b',
      objectKind: 'c',
      address: 'd',
      requestId: 'e',
    };
    const changed = { ...factsOf(3), [field]: field === 'outcome' ? 'refused' : field === 'detail' ? {} : other[field] };
    const planted = chain.map((entry, i) => (i === 2 ? { ...entry, facts: changed } : entry));
    expect(followChain(CHAIN_START, planted, sha256).brokenAt).toBe(field === 'seq' ? 99 : 3);
  });

  test('a changed entry with its hash made anew shows at the next', () => {
    const chain = chainOf(6);
    const facts = { ...factsOf(3), action: 'other' };
    const planted = chain.map((entry, i) =>
      i === 2 ? { ...entry, facts, hash: auditHash(facts, entry.previousHash, sha256) } : entry,
    );
    expect(followChain(CHAIN_START, planted, sha256).brokenAt).toBe(4);
  });

  test('a missing, a doubled and a moved entry show', () => {
    const [a, b, c, d] = chainOf(4) as [ChainedAudit, ChainedAudit, ChainedAudit, ChainedAudit];
    expect(followChain(CHAIN_START, [a, c, d], sha256).brokenAt).toBe(3);
    expect(followChain(CHAIN_START, [b, c, d], sha256).brokenAt).toBe(2);
    expect(followChain(CHAIN_START, [a, b, b, c], sha256).brokenAt).toBe(2);
    expect(followChain(CHAIN_START, [a, c, b, d], sha256).brokenAt).toBe(3);
  });
});

describe('canonical JSON', () => {
  test('does not depend on the order of keys, nor on members that are undefined', () => {
    expect(canonicalJson({ b: 1, a: { d: [2, { z: 1, y: undefined }], c: null } })).toBe(
      '{"a":{"c":null,"d":[2,{"z":1}]},"b":1}',
    );
    expect(canonicalJson({ a: { c: null, d: [2, { z: 1 }] }, b: 1 })).toBe(
      canonicalJson({ b: 1, a: { d: [2, { z: 1 }], c: null } }),
    );
  });

  test('storable data loses what a database cannot hold', () => {
    expect(storable({ a: 'x\0y', b: ['\ud800'], c: undefined, d: '😀' })).toEqual({ a: 'x\ufffdy', b: ['\ufffd'], d: '😀' });
  });
});
