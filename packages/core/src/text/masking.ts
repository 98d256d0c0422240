/** Masks for personal numbers and names: what is left is enough to recognise what one knows already, and keeps the shape (PIPL defaults). */

/** `138****1234`; `010-****5678` and `0755-****5678` for landlines. A number too short to keep anything of is masked whole. */
export function maskPhone(phone: string): string {
  const digits = [...phone.matchAll(/\d/g)];
  if (digits.length < 7) return phone.replace(/\d/g, '*');
  const head = digits.length < 10 ? 0 : areaCodeLength(digits.map(([digit]) => digit).join(''));
  const hidden = digits.slice(head, -4).map(({ index }) => index);
  return star(phone, hidden);
}

const areaCodeLength = (digits: string): number => (/^0[3-9]/.test(digits) ? 4 : 3);

/** `110***********1234`: the province and county are gone, the last four stay. */
export function maskId(id: string): string {
  const marks = [...id.matchAll(/[\dXx]/g)].map(({ index }) => index);
  return star(id, marks.length < 10 ? marks : marks.slice(3, -4));
}

/** `张**`, `欧阳**`: the surname stays. A name of one character is masked whole. */
export function maskName(name: string): string {
  const letters = Array.from(name.trim());
  if (letters.length <= 1) return '*'.repeat(letters.length);
  const surname = letters.length > 2 && COMPOUND_SURNAMES.has(letters.slice(0, 2).join('')) ? 2 : 1;
  return letters.map((letter, i) => (i < surname || letter === ' ' ? letter : '*')).join('');
}

/** `z***@example.org` */
export function maskEmail(address: string): string {
  const at = address.indexOf('@');
  return at < 1 ? address : `${address.slice(0, 1)}***${address.slice(at)}`;
}

const COMPOUND_SURNAMES: ReadonlySet<string> = new Set(
  '欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 司徒 司空 夏侯 令狐 宇文 长孙 端木 独孤 南宫 申屠 淳于 单于 轩辕 闻人'.split(' '),
);

function star(text: string, hidden: readonly number[]): string {
  const gone = new Set(hidden);
  return text
    .split('')
    .map((unit, i) => (gone.has(i) ? '*' : unit))
    .join('');
}
