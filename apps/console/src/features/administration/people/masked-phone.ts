const HEAD = 3;
const TAIL = 4;

/** A number with its middle hidden: enough to tell two apart, too little to call. */
export function maskedPhone(phone: string): string {
  if (phone.length <= HEAD + TAIL) return '*'.repeat(phone.length);
  return `${phone.slice(0, HEAD)}${'*'.repeat(phone.length - HEAD - TAIL)}${phone.slice(-TAIL)}`;
}
