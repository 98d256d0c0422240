import { describe, expect, it } from 'vitest';
import { mendPasted } from './pasted-text.ts';

describe('mending pasted text', () => {
  it('mends spaces and line ends', () => {
    expect(mendPasted('\ufeff 小 区 门口\u3000垃圾\t满溢 \r\n\r\n\r\n\r\n 联系 A 座 3 单元 ')).toBe(
      '小区门口垃圾满溢\n\n联系 A 座 3 单元',
    );
  });

  it('loses no letter, digit or mark, however long', () => {
    const text = Array.from({ length: 3000 }, (_, i) => `第${i} 句， path/x ${i}.\r\n`).join(' ');
    const solid = (value: string): string => value.replaceAll(/\s/gu, '');
    expect(solid(mendPasted(text))).toBe(solid(text));
    expect(mendPasted(mendPasted(text))).toBe(mendPasted(text));
  });
});
