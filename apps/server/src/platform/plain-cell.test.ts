import { expect, it } from 'vitest';
import { plainCell } from './plain-cell.ts';

it('keeps what a spreadsheet would run as text, and leaves everything else as it is', () => {
  for (const text of ['=1+1', '+8613800001234', '-2', '@SUM(A1)', '\t=1', '\r=1']) expect(plainCell(text)).toBe(`'${text}`);
  for (const text of ['灯塔路88号', '3-2', '', ' =1', "'=1"]) expect(plainCell(text)).toBe(text);
});
