import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readMultipart } from './multipart';

const TYPE = 'multipart/form-data; boundary=b';
const partOf = (name: string, content: Buffer | string): Buffer =>
  Buffer.concat([
    Buffer.from(`--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n`),
    Buffer.from(content),
    Buffer.from('\r\n'),
  ]);
const END = Buffer.from('--b--\r\n');

describe('multipart/form-data', () => {
  it('comes apart into the bytes that it was made of', () => {
    const content = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes));
    const parts = fc.dictionary(fc.stringMatching(/^\w{1,10}$/), content);
    fc.assert(
      fc.property(parts, (contents) => {
        const body = Object.entries(contents).map(([name, bytes]) => partOf(name, bytes));
        const read = readMultipart(TYPE, Buffer.concat([...body, END]));
        expect(Object.fromEntries(read ?? [])).toEqual(contents);
      }),
    );
  });

  it('in every way to name its boundary and to write its headers', () => {
    const body = Buffer.from(
      '--a b\r\ncontent-type: text/plain\r\ncontent-disposition: form-data; filename="x"; name="one"\r\n\r\n1\r\n--a b--',
    );
    for (const type of [
      'multipart/form-data; boundary="a b"',
      'Multipart/Form-Data; charset=utf-8; boundary="a b"',
    ]) {
      expect(readMultipart(type, body)).toEqual(new Map([['one', Buffer.from('1')]]));
    }
  });

  it('cut off anywhere, it is nothing', () => {
    const body = Buffer.concat([partOf('a', 'one'), partOf('b', 'two'), END]);
    for (let length = 0; length < body.length - 2; length++) {
      expect(readMultipart(TYPE, body.subarray(0, length))).toBeUndefined();
    }
  });

  it.each([
    ['another type', 'multipart/mixed; boundary=b', Buffer.concat([partOf('a', '1'), END])],
    ['no boundary', 'multipart/form-data', Buffer.concat([partOf('a', '1'), END])],
    ['another boundary', 'multipart/form-data; boundary=c', Buffer.concat([partOf('a', '1'), END])],
    ['something before the first part', TYPE, Buffer.concat([Buffer.from('x\r\n'), partOf('a', '1'), END])],
    ['a part without a name', TYPE, Buffer.from('--b\r\nContent-Type: text/plain\r\n\r\n1\r\n--b--')],
    ['a part without headers', TYPE, Buffer.from('--b\r\n\r\n1\r\n--b--')],
    ['a name twice', TYPE, Buffer.concat([partOf('a', '1'), partOf('a', '2'), END])],
  ])('%s is nothing', (_what, type, body) => {
    expect(readMultipart(type, body)).toBeUndefined();
  });
});
