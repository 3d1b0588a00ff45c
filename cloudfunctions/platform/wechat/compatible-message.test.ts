import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compatibleAnswer, compatibleRequest } from './compatible-message';
import { encodeFields } from './protobuf';

describe('a request', () => {
  it('is byte for byte what wx-server-sdk 4.0.2 was seen to send', () => {
    const data = {
      scene: 'c=AbC-1~',
      page: 'pages/home/home',
      is_hyaline: false,
      line_color: { r: 7, g: 193, b: 96 },
      check_path: true,
      env_version: 'release',
    };
    expect(compatibleRequest(data).toString('hex')).toBe(
      '08001299010a130a057363656e65120a22633d4162432d317e220a190a047061676512112270616765732f686f6d652f686f6d65220a130a0a69735f6879616c696e65120566616c73650a240a0a6c696e655f636f6c6f7212167b2272223a372c2267223a3139332c2262223a39367d0a120a0a636865636b5f706174681204747275650a180a0b656e765f76657273696f6e12092272656c6561736522',
    );
    expect(compatibleRequest({ scene: '中文', page: 'pages/home/home' }).toString('hex')).toBe(
      '0800122e0a110a057363656e65120822e4b8ade69687220a190a047061676512112270616765732f686f6d652f686f6d6522',
    );
  });
});

describe('an answer', () => {
  const body = Buffer.from([1, 2, 3]);
  const type = Buffer.from('image/jpeg');

  it('is read, and what it does not say is nothing', () => {
    const fields = [
      [1, body],
      [2, type],
      [4, 200],
      [5, Buffer.from('a header')],
    ] as const;
    const read = { contentType: 'image/jpeg', body, errorCode: 0, httpCode: 200 };
    expect(compatibleAnswer(encodeFields(fields))).toEqual(read);
    const empty = { contentType: '', body: Buffer.alloc(0), errorCode: 0, httpCode: 0 };
    expect(compatibleAnswer(Buffer.alloc(0))).toEqual(empty);
  });

  it('tells of either error', () => {
    expect(compatibleAnswer(encodeFields([[3, -604101]]))).toMatchObject({ errorCode: -604101 });
    expect(compatibleAnswer(encodeFields([[6, 7]]))).toMatchObject({ errorCode: 7 });
  });

  it.each([
    ['a text', 'image/jpeg'],
    ['JSON', { code: 'X' }],
    ['nothing', undefined],
    ['a body that is a number', encodeFields([[1, 1]])],
    ['a type that is a number', encodeFields([[2, 1]])],
    ['an error that is bytes', encodeFields([[3, Buffer.from('x')]])],
    ['a message that was cut', encodeFields([[1, body]]).subarray(0, -1)],
  ])('%s is none', (_what, message) => expect(compatibleAnswer(message)).toBeUndefined());

  it('any bytes are read or refused, never thrown', () => {
    const bytes = fc.uint8Array({ maxLength: 200 }).map((value) => Buffer.from(value));
    fc.assert(fc.property(bytes, (message) => expect(() => compatibleAnswer(message)).not.toThrow()));
  });
});
