import { expect, it } from 'vitest';
import { maskedPhone } from './masked-phone.ts';

it('a number loses its middle, a short one everything', () => {
  expect(maskedPhone('13800001234')).toBe('138****1234');
  expect(maskedPhone('8123456')).toBe('*******');
});
