import { describe, expect, it } from '@jest/globals';
import { readTable } from './table';

const COLUMNS = ['orderId', 'number'] as const;
const read = (text: string, mostLines = 10) => readTable(text, COLUMNS, mostLines);
const cellsOf = (text: string) => {
  const table = read(text);
  if ('refused' in table) throw new Error(table.refused);
  return table.rows.map(({ line, cells }) => [line, ...cells]);
};

describe('a table that somebody saved in a spreadsheet', () => {
  it.each([
    ['plain', 'orderId,number\na,1\nb,2'],
    ['with a BOM', '\uFEFForderId,number\na,1\nb,2'],
    ['with a line break at its end', 'orderId,number\na,1\nb,2\n'],
    ['of Windows', 'orderId,number\r\na,1\r\nb,2\r\n'],
    ['by semicolons', 'orderId;number\na;1\nb;2'],
    ['by tabs', 'orderId\tnumber\na\t1\nb\t2'],
    ['quoted', '"orderId","number"\n"a","1"\n"b","2"'],
    ['quoted after a BOM', '\uFEFF"orderId","number"\n"a","1"\n"b","2"'],
    ['in another order', 'number,orderId\n1,a\n2,b'],
    ['with other columns', 'note,number,orderId,x\nn,1,a,\n,2,b,y'],
    ['with spaces around', ' orderId , number \n a , 1 \n b , 2 '],
  ])('is read %s', (_how, text) => {
    expect(cellsOf(text)).toEqual([
      [2, 'a', '1'],
      [3, 'b', '2'],
    ]);
  });

  it('leaves empty lines out, and still names each line as the file has it', () => {
    expect(cellsOf('orderId,number\n\na,1\n,\n  \nb,2\n\n')).toEqual([
      [3, 'a', '1'],
      [6, 'b', '2'],
    ]);
  });

  it('keeps what is quoted as one cell, whatever is in it', () => {
    expect(cellsOf('orderId,number\n"a,b;c","say ""hi"""')).toEqual([[2, 'a,b;c', 'say "hi"']]);
  });

  it('takes a cell that is missing for an empty one', () => {
    expect(cellsOf('orderId,number\na\nb,2,3')).toEqual([
      [2, 'a', ''],
      [3, 'b', '2'],
    ]);
  });

  it.each([
    ['nothing', ''],
    ['empty lines', '\n\n'],
    ['no header', 'a,1\nb,2'],
    ['one column too few', 'orderId\na'],
    ['another spelling', 'orderid,Number\na,1'],
    ['a separator that is none', 'orderId|number\na|1'],
  ])('is none with %s', (_what, text) => {
    expect(read(text)).toMatchObject({ refused: 'WRONG_COLUMNS', data: { expected: COLUMNS } });
  });

  it.each([
    ['a quote that stays open', 'orderId,number\na,"1\nb,2', 3],
    ['a quote in the middle of a cell', 'orderId,number\na,1\nb,2"3"', 3],
  ])('is none with %s, and says in which line', (_what, text, line) => {
    expect(read(text)).toMatchObject({ refused: 'NOT_CSV', data: { line } });
  });

  it('takes so many lines and not one more, and does not read a hundred thousand to find out', () => {
    const lines = (count: number) =>
      `orderId,number\n${Array.from({ length: count }, (_, index) => `a${index},1`).join('\n')}\n`;
    expect(read(lines(10))).toHaveProperty('rows.length', 10);
    expect(read(lines(11))).toMatchObject({ refused: 'TOO_MANY_LINES', data: { most: 10 } });
    const startedMs = performance.now();
    expect(read(lines(100_000))).toMatchObject({ refused: 'TOO_MANY_LINES' });
    expect(performance.now() - startedMs).toBeLessThan(200);
  });

  it('counts lines that say something, not those that are empty', () => {
    expect(read(`orderId,number\n${'a,1\n\n,\n'.repeat(10)}`)).toHaveProperty('rows.length', 10);
  });
});
