import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fitsKey } from '../../../local/wechat/template-values';
import { fitValues } from './template-values';

const fit = (key: string, value: string | number): string | undefined => {
  const fitted = fitValues({ [key]: value });
  return 'data' in fitted ? fitted.data[key]?.value : undefined;
};

describe('a value of a template', () => {
  it.each([
    ['thing1', '这周你来了五天', '这周你来了五天'],
    ['thing12', '一二三四五六七八九十一二三四五六七八九十', '一二三四五六七八九十一二三四五六七八九十'],
    ['thing1', '一二三四五六七八九十一二三四五六七八九十一', '一二三四五六七八九十一二三四五六七八九…'],
    ['thing1', ' 两行\n变成一行\u2028 ', '两行 变成一行'],
    ['thing1', '👨‍👩‍👧‍👦'.repeat(3), '👨‍👩‍👧‍👦…'],
    ['thing1', 7, '7'],
    ['letter1', 'No. 5: Ab', 'NoAb'],
    ['letter1', 'a'.repeat(33), 'a'.repeat(32)],
    ['symbol1', '!!a好???', '!!???'],
    ['character_string1', '订单A-1', 'A-1'],
    ['phrase1', '正常结束!', '正常结束'],
    ['phrase1', '一二三四五六', '一二三四五'],
    ['name1', '欧阳小明二十三画生的人', '欧阳小明二十三画生的'],
    ['name1', 'Ming 007', 'Ming'],
    ['name1', 'Bartholomew Featherstonehaugh', 'Bartholomew Feathers'],
    ['number1', 5, '5'],
    ['number1', '-3.50', '-3.50'],
    ['amount1', '￥29.90', '￥29.90'],
    ['amount1', '29.90元', '29.90元'],
    ['phone_number1', '+86-0766-66888866', '+86-0766-66888866'],
    ['car_number1', '粤A8Z888挂', '粤A8Z888挂'],
    ['time1', '2026年1月5日 08:00', '2026年1月5日 08:00'],
    ['date1', '2026年1月5日', '2026年1月5日'],
    ['enum1', '已完成', '已完成'],
  ])('%s: %j becomes %j', (key, given, fitted) => {
    expect(fit(key, given)).toBe(fitted);
    expect(fitsKey(key, fitted)).toBe(true);
  });

  it.each([
    ['thing1', ''],
    ['thing1', ' \n'],
    ['phrase1', 'done'],
    ['number1', 'five'],
    ['number1', NaN],
    ['number1', 1e21],
    ['number1', '1'.repeat(33)],
    ['amount1', '12345678901'],
    ['phone_number1', '1'.repeat(18)],
    ['car_number1', '粤A8Z8888挂'],
    ['time1', '早上'],
    ['date1', ''],
    ['enum1', ''],
    ['site01', 'TIT'],
    ['__proto__', 'x'],
    ['', 'x'],
  ])('%s: %j is refused, and the key is named', (key, given) => {
    const values = Object.fromEntries([
      ['thing9', '早'],
      [key, given],
    ]);
    expect(fitValues(values)).toEqual({
      refused: 'INVALID_VALUE',
      message: `${key}: not what its kind may hold`,
    });
  });

  const KINDS = ['thing', 'letter', 'symbol', 'character_string', 'phrase', 'name', 'number', 'amount'];
  const any = fc.oneof(
    fc.string({ maxLength: 60, unit: 'binary' }),
    fc.string({ maxLength: 60, unit: 'grapheme' }),
    fc.string({ maxLength: 60 }),
    fc.stringMatching(/^[一-龥A-Za-z0-9.,!￥元 -]{0,40}$/),
    fc.double().map(String),
  );

  it.each([...KINDS, 'phone_number', 'car_number'])(
    'whatever stands in a %s, it fits or is refused',
    (kind) => {
      fc.assert(
        fc.property(any, (given) => {
          const value = fit(`${kind}1`, given);
          if (value !== undefined) {
            expect({ value, fits: fitsKey(`${kind}1`, value) }).toEqual({ value, fits: true });
            expect(fit(`${kind}1`, value)).toBe(value);
          }
        }),
        { numRuns: 500 },
      );
    },
  );

  it('words that fit stay as they are', () => {
    const words = fc.stringMatching(/^[一-龥A-Za-z0-9]{1,20}$/);
    fc.assert(fc.property(words, (given) => expect(fit('thing1', given)).toBe(given)));
  });
});
