import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '@gridward/core';
import type { Store } from '@gridward/db';
import type { Config } from '../config.ts';
import { KEY_BYTES, type Sealer } from './sealing.ts';
import { findKeyId, holdsSealedData, saveKeyId } from './vault-key.repository.ts';

/** The server cannot use the key of the vault. The message is written for whoever operates the server. */
export class VaultKeyError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'VaultKeyError';
  }
}

const BASE64_OF_32_BYTES = /^[A-Za-z0-9+/]{43}=$/;

/** Where the key lies unless `GRIDWARD_KEY` holds it. */
export const vaultKeyPath = (dataDir: string): string => join(dataDir, 'keys', 'vault.key');

/**
 * Reads the key from `GRIDWARD_KEY` or from the data folder, where it is made at the first start, readable by the server's user alone.
 * @throws VaultKeyError with words on what to do
 */
export function loadVaultKey(config: Pick<Config, 'vaultKey' | 'dataDir'>): Buffer {
  if (config.vaultKey !== undefined) return decode(config.vaultKey, 'GRIDWARD_KEY');
  const path = vaultKeyPath(config.dataDir);
  return decode(readKeyFile(path) ?? makeKeyFile(path), path);
}

function decode(text: string, source: string): Buffer {
  if (BASE64_OF_32_BYTES.test(text.trim())) return Buffer.from(text.trim(), 'base64');
  throw new VaultKeyError(
    `${source} does not hold a key: it must be ${KEY_BYTES} random bytes in base64 (44 characters, as "openssl rand -base64 32" prints). ` +
      `If this server worked before, put its former key back from your backup; a new key cannot open what is stored.`,
  );
}

function readKeyFile(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw new VaultKeyError(
      `The key of the vault cannot be read from ${path}: ${wordsOf(error)}. Give the server's user the right to read it.`,
      { cause: error },
    );
  }
}

/** Written whole under another name first: a start that is cut off leaves no half key, and of two starts at once one key wins. */
function makeKeyFile(path: string): string {
  const temporary = `${path}.${randomBytes(6).toString('hex')}`;
  const text = `${randomBytes(KEY_BYTES).toString('base64')}\n`;
  try {
    mkdirSync(join(path, '..'), { recursive: true, mode: 0o700 });
    const file = openSync(temporary, 'wx', 0o600);
    writeSync(file, text);
    fsyncSync(file);
    closeSync(file);
    linkSync(temporary, path);
    return text;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return readFileSync(path, 'utf8');
    throw new VaultKeyError(
      `The key of the vault cannot be written to ${path}: ${wordsOf(error)}. Make the data folder writable, or set GRIDWARD_KEY.`,
      { cause: error },
    );
  } finally {
    rmSync(temporary, { force: true });
  }
}

const isCode = (error: unknown, code: string): boolean => error instanceof Error && 'code' in error && error.code === code;
const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Ties the database to the key at the start of the server, before anything is sealed.
 * @throws VaultKeyError when the database holds what was sealed under another key
 */
export async function adoptVaultKey(
  deps: { readonly store: Store; readonly clock: Clock },
  sealer: Pick<Sealer, 'keyId'>,
): Promise<void> {
  await deps.store.inTransaction(async (trx) => {
    const known = await findKeyId(trx);
    if (known === sealer.keyId) return;
    if (known !== undefined && (await holdsSealedData(trx))) throw otherKey(known, sealer.keyId);
    await saveKeyId(trx, sealer.keyId, new Date(deps.clock.now()));
  });
}

const otherKey = (known: string, given: string): VaultKeyError =>
  new VaultKeyError(
    `This database holds personal data sealed under key ${known}, but the server was given key ${given}. Nothing was changed. ` +
      `Put the former key back – the file keys/vault.key of the former data folder, or the former GRIDWARD_KEY – and start again. ` +
      `Without it nobody can read who reported; cases themselves are not sealed and stay readable.`,
  );
