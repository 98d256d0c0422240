/** Crockford's alphabet: no I, L, O, U, so that a code survives a telephone call and a handwritten slip. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 12;
const GROUP_LENGTH = 4;

/** Random bytes that a code is made of; each gives one character of five bits. */
export const FOLLOW_CODE_BYTES = CODE_LENGTH;

/**
 * RT04 The code with which a reporter follows a case without an account: 60 bits in three groups, such as `7K3M-9QXA-02TE`.
 * @param random `FOLLOW_CODE_BYTES` cryptographic random bytes; 256 is a multiple of 32, so no character is likelier than another
 */
export function formatFollowCode(random: Uint8Array): string {
  if (random.length !== FOLLOW_CODE_BYTES) throw new Error(`A follow code is made of ${FOLLOW_CODE_BYTES} bytes`);
  const text = Array.from(random, (byte) => ALPHABET[byte % ALPHABET.length]).join('');
  return text.match(new RegExp(`.{${GROUP_LENGTH}}`, 'g'))?.join('-') ?? text;
}

/** What a person typed, as the code that was given out, or null when it cannot be one. Forgives case, spaces, dashes and look-alikes. */
export function parseFollowCode(typed: string): string | null {
  const text = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\-–—_.]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  if (text.length !== CODE_LENGTH || text.split('').some((character) => !ALPHABET.includes(character))) return null;
  return text;
}
