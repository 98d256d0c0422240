import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fakeClock, useTestStore } from '@gridward/testkit';
import { afterAll, describe, expect, test } from 'vitest';
import { createSealer } from './sealing.ts';
import { adoptVaultKey, loadVaultKey, VaultKeyError, vaultKeyPath } from './vault-key.ts';

const store = useTestStore();
const clock = fakeClock('2026-05-01T09:00:00+08:00');
const dataDir = mkdtempSync(join(tmpdir(), 'gridward-key-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

describe('the key of the vault', () => {
  test('is made once, for the user of the server alone', () => {
    const first = loadVaultKey({ vaultKey: undefined, dataDir });
    expect(first).toHaveLength(32);
    expect(statSync(vaultKeyPath(dataDir)).mode & 0o777).toBe(0o600);
    expect(loadVaultKey({ vaultKey: undefined, dataDir }).equals(first)).toBe(true);
  });

  test('comes from the configuration when given there', () => {
    const key = randomBytes(32);
    expect(loadVaultKey({ vaultKey: key.toString('base64'), dataDir }).equals(key)).toBe(true);
  });

  test.each(['short', randomBytes(16).toString('base64'), `${randomBytes(32).toString('hex')}`])(
    'is refused when it is none: %s',
    (vaultKey) => {
      expect(() => loadVaultKey({ vaultKey, dataDir })).toThrow(VaultKeyError);
    },
  );

  test('is not replaced when its file is damaged', () => {
    const other = mkdtempSync(join(tmpdir(), 'gridward-key-'));
    try {
      loadVaultKey({ vaultKey: undefined, dataDir: other });
      chmodSync(vaultKeyPath(other), 0o600);
      writeFileSync(vaultKeyPath(other), '');
      expect(() => loadVaultKey({ vaultKey: undefined, dataDir: other })).toThrow(/former key/);
    } finally {
      rmSync(other, { recursive: true, force: true });
    }
  });

  test('may change until something is sealed, and not afterwards', async () => {
    const sealers = [1, 2, 3].map((byte) => createSealer(Buffer.alloc(32, byte), randomBytes));
    const [first, second, third] = sealers;
    if (first === undefined || second === undefined || third === undefined) throw new Error('three sealers were made');
    const deps = { store: store(), clock };
    await adoptVaultKey(deps, first);
    await adoptVaultKey(deps, first);
    await adoptVaultKey(deps, second);
    await store()
      .db.insertInto('outgoing_message')
      .values({
        id: '01900000-0000-7000-8000-000000000001',
        channel: 'sms',
        address: second.seal('13812345678', 'x'),
        address_masked: '138****5678',
        body: 'text',
        state: 'captured',
        at: new Date(clock.now()),
      })
      .execute();
    await adoptVaultKey(deps, second);
    await expect(adoptVaultKey(deps, third)).rejects.toThrow(new RegExp(`${second.keyId}.*${third.keyId}`));
    await expect(adoptVaultKey(deps, third)).rejects.toThrow(VaultKeyError);
  });
});
