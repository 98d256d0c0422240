import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createSealer, SealError } from './sealing.ts';

const key = Buffer.alloc(32, 7);
const sealer = createSealer(key, randomBytes);

describe('sealing', () => {
  test('opens what it sealed, and shows nothing of it', () => {
    const sealed = sealer.seal('13812345678 王五', 'reporter_vault.phone:1');
    expect(sealed.includes('138')).toBe(false);
    expect(sealer.open(sealed, 'reporter_vault.phone:1')).toBe('13812345678 王五');
  });

  test('never seals the same text twice alike', () => {
    expect(sealer.seal('a', 'x').equals(sealer.seal('a', 'x'))).toBe(false);
  });

  test('refuses another context', () => {
    const sealed = sealer.seal('13812345678', 'reporter_vault.phone:1');
    expect(() => sealer.open(sealed, 'reporter_vault.phone:2')).toThrow(SealError);
  });

  test('refuses what was changed, at every byte', () => {
    const sealed = sealer.seal('13812345678', 'x');
    for (let i = 0; i < sealed.length; i += 1) {
      const changed = Buffer.from(sealed);
      changed[i] = (changed[i] ?? 0) ^ 1;
      expect(() => sealer.open(changed, 'x')).toThrow(SealError);
    }
    expect(() => sealer.open(sealed.subarray(0, 20), 'x')).toThrow(SealError);
  });

  test('names both keys when another key is in use', () => {
    const other = createSealer(Buffer.alloc(32, 8), randomBytes);
    expect(() => other.open(sealer.seal('a', 'x'), 'x')).toThrow(new RegExp(`${sealer.keyId}.*${other.keyId}`));
  });

  test('indexes equality within a context and a key only', () => {
    expect(sealer.index('a', 'x').equals(sealer.index('a', 'x'))).toBe(true);
    expect(sealer.index('a', 'x').equals(sealer.index('a', 'y'))).toBe(false);
    expect(sealer.index('a', 'x').equals(createSealer(Buffer.alloc(32, 8), randomBytes).index('a', 'x'))).toBe(false);
    expect(sealer.index('a', 'x')).toHaveLength(32);
  });

  test('refuses a key of another length', () => {
    expect(() => createSealer(Buffer.alloc(16), randomBytes)).toThrow(SealError);
  });
});
