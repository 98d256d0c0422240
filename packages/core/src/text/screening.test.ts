import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskEmail, maskId, maskName, maskPhone } from './masking.ts';
import { screenText, type PersonalKind } from './screening.ts';

const kinds = (text: string): PersonalKind[] => screenText(text).found.map(({ kind }) => kind);

describe('masks keep the shape', () => {
  it.each([
    [maskPhone, '13812341234', '138****1234'],
    [maskPhone, '138 1234 1234', '138 **** 1234'],
    [maskPhone, '010-88885678', '010-****5678'],
    [maskPhone, '0755-25612345', '0755-****2345'],
    [maskPhone, '12345', '*****'],
    [maskId, '11010519491231002X', '110***********002X'],
    [maskId, '110105491231002', '110********1002'],
    [maskName, '张三丰', '张**'],
    [maskName, '欧阳修', '欧阳*'],
    [maskName, '张三', '张*'],
    [maskName, '', ''],
    [maskEmail, 'zhang.san@example.org', 'z***@example.org'],
  ])('%o %s', (mask, value, masked) => {
    expect(mask(value)).toBe(masked);
  });
});

describe('screening finds', () => {
  it.each([
    ['请联系13812341234王女士', '请联系138****1234王女士'],
    ['电话138-1234-1234。', '电话138-****-1234。'],
    ['电话 138 1234 1234', '电话 138 **** 1234'],
    ['+86 138 1234 1234', '+86 138 **** 1234'],
    ['8613812341234', '86138****1234'],
    ['０１ １３８１２３４１２３４', '０１ １３８****１２３４'],
    ['手机一三八一二三四一二三四', '手机一三八****一二三四'],
    ['幺三八1234一二三四', '幺三八****一二三四'],
    ['座机010-88885678', '座机010-****5678'],
    ['座机（0755）2561 2345', '座机（0755）**** 2345'],
    ['身份证11010519491231002X的人', '身份证110***********002X的人'],
    ['身份证１１０１０５１９４９１２３１００２ｘ', '身份证１１０***********００２ｘ'],
    ['老证110105491231002', '老证110********1002'],
    ['卡号6222 0200 0000 0000 000', '卡号622* **** **** ***0 000'],
    ['1.13812341234\n2.13912345678', '1.138****1234\n2.139****5678'],
    ['身份证110105 1949 1231 002X', '身份证110*** **** **** 002X'],
    ['13812341234@163.com', '1***@163.com'],
    ['发邮件到zhang.san@example.org', '发邮件到z***@example.org'],
    ['加微信：zhangsan_88谢谢', '加微信：***********谢谢'],
    ['vx zhangsan88', 'vx **********'],
    ['两人13812341234、13912345678', '两人138****1234、139****5678'],
  ])('%s', (text, screened) => {
    expect(screenText(text).text).toBe(screened);
  });

  it('says what it found and where', () => {
    expect(screenText('打13812341234').found).toEqual([{ kind: 'mobile', from: 1, to: 12 }]);
  });
});

describe('screening leaves alone', () => {
  it.each([
    '案件44031020260501000123已立案',
    '案件编号 33090120261231999999',
    '2026年5月1日 08:30 至 2026-05-02 18:00',
    '20260501 至 20260531',
    '罚款1380000元，面积13812.34平方米',
    '坐标 113.81234123, 22.13912345678',
    '北纬22.541234，东经114.061234',
    '幸福路138号12栋1单元1304室',
    '一百三十八户一千二百人',
    '第十三届第八次会议',
    '读数1.3 4.5 6.7 8.9 1.2 3.4',
    '12345热线、110、119、95598',
    '单元网格320582110152102',
    '部件3205820102048188',
    '微信群里有人说',
    '一二三四五，上山打老虎',
  ])('%s', (text) => {
    expect(screenText(text)).toEqual({ text, found: [] });
  });
});

const digitText = (length: number) =>
  fc.string({ unit: fc.constantFrom(...Array.from('0123456789')), minLength: length, maxLength: length });
const mobile = fc.tuple(fc.constantFrom('3', '5', '7', '8', '9'), digitText(9)).map(([second, rest]) => `1${second}${rest}`);
const prose = fc.string({ unit: fc.constantFrom(...Array.from('路灯坏了，请来修。井盖 ')), maxLength: 12 });

describe('properties', () => {
  it('no mobile number survives, however it is written', () => {
    const separated = fc.tuple(mobile, fc.constantFrom('', ' ', '-', '.', '　'));
    fc.assert(
      fc.property(prose, separated, prose, (before, [number, gap], after) => {
        const written = `${number.slice(0, 3)}${gap}${number.slice(3, 7)}${gap}${number.slice(7)}`;
        const screened = screenText(before + written + after);
        expect(screened.found.map(({ kind }) => kind)).toEqual(['mobile']);
        expect(screened.text.replace(/[^\d*]/g, '')).toBe(`${number.slice(0, 3)}****${number.slice(7)}`);
      }),
    );
  });

  it('what is screened has the same length and nothing left to find, and the rest of the text is untouched', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(prose, mobile, digitText(18), digitText(16)), { maxLength: 5 }), (parts) => {
        const text = parts.join('，');
        const screened = screenText(text);
        expect(screened.text).toHaveLength(text.length);
        expect(screenText(screened.text).found).toEqual([]);
        const inside = (i: number): boolean => screened.found.some(({ from, to }) => i >= from && i < to);
        for (let i = 0; i < text.length; i++) if (!inside(i)) expect(screened.text[i]).toBe(text[i]);
      }),
    );
  });

  it('case numbers are never eaten', () => {
    const dates = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(fc.constantFrom('440310', '330901', '110105'), dates, digitText(6), prose, (region, date, sequence, after) => {
        const number = region + date.toISOString().slice(0, 10).replaceAll('-', '') + sequence;
        expect(kinds(number + after)).toEqual([]);
      }),
    );
  });
});
