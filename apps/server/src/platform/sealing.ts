import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';

/**
 * Encrypts fields of the vault (AES-256-GCM). The context, such as `reporter_vault.phone:<caseId>`, is authenticated: what was sealed in one
 * context cannot be opened in another, so nobody can move a number into a row that they may read.
 */
export interface Sealer {
  /** Names the key without telling it; 8 hexadecimal digits, also written into everything that is sealed. */
  readonly keyId: string;
  seal(plain: string, context: string): Buffer;
  /** @throws SealError when it was sealed under another key or context, or changed since */
  open(sealed: Buffer, context: string): string;
  sealBytes(plain: Buffer, context: string): Buffer;
  /** @throws SealError like `open` */
  openBytes(sealed: Buffer, context: string): Buffer;
  /** The same text in the same context always gives the same 32 bytes: equality without opening. */
  index(plain: string, context: string): Buffer;
}

/** Something sealed cannot be opened. The message never holds what was sealed. */
export class SealError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SealError';
  }
}

export const KEY_BYTES = 32;
/** Layout: version, key id, nonce, tag, ciphertext. */
const VERSION = 1;
const KEY_ID_BYTES = 4;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const NONCE_AT = 1 + KEY_ID_BYTES;
const TAG_AT = NONCE_AT + NONCE_BYTES;
const TEXT_AT = TAG_AT + TAG_BYTES;

const derive = (key: Buffer, use: string, bytes: number): Buffer =>
  Buffer.from(hkdfSync('sha256', key, '', `gridward.${use}`, bytes));

/** @param key 32 bytes, from `loadVaultKey` */
export function createSealer(key: Buffer, randomBytes: (count: number) => Buffer): Sealer {
  if (key.length !== KEY_BYTES) throw new SealError(`The key has ${key.length} bytes instead of ${KEY_BYTES}`);
  const sealKey = derive(key, 'seal', KEY_BYTES);
  const indexKey = derive(key, 'index', KEY_BYTES);
  const keyId = derive(key, 'key-id', KEY_ID_BYTES);
  const head = Buffer.concat([Buffer.from([VERSION]), keyId]);

  const sealBytes = (plain: Buffer, context: string): Buffer => {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', sealKey, nonce).setAAD(Buffer.concat([head, Buffer.from(context)]));
    const text = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([head, nonce, cipher.getAuthTag(), text]);
  };
  const openBytes = (sealed: Buffer, context: string): Buffer => {
    assertReadable(sealed, keyId);
    const decipher = createDecipheriv('aes-256-gcm', sealKey, sealed.subarray(NONCE_AT, TAG_AT), { authTagLength: TAG_BYTES })
      .setAAD(Buffer.concat([head, Buffer.from(context)]))
      .setAuthTag(sealed.subarray(TAG_AT, TEXT_AT));
    try {
      return Buffer.concat([decipher.update(sealed.subarray(TEXT_AT)), decipher.final()]);
    } catch (error) {
      throw new SealError(`What was sealed for "${context}" was changed, or belongs elsewhere`, { cause: error });
    }
  };
  return {
    keyId: keyId.toString('hex'),
    sealBytes,
    openBytes,
    seal: (plain, context) => sealBytes(Buffer.from(plain, 'utf8'), context),
    open: (sealed, context) => openBytes(sealed, context).toString('utf8'),
    index: (plain, context) => createHmac('sha256', indexKey).update(`${context}\0${plain}`, 'utf8').digest(),
  };
}

function assertReadable(sealed: Buffer, keyId: Buffer): void {
  if (sealed.length < TEXT_AT || sealed[0] !== VERSION) throw new SealError('This was not sealed by this version');
  const other = sealed.subarray(1, NONCE_AT);
  if (!other.equals(keyId))
    throw new SealError(`Sealed under key ${other.toString('hex')}; the key in use is ${keyId.toString('hex')}`);
}
