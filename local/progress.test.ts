import { describe, expect, it } from '@jest/globals';
import { progressLine } from './progress';

describe('the progress line', () => {
  const said = (isTTY: boolean) => {
    const written: string[] = [];
    const output = {
      isTTY,
      write: (text: string) => written.push(text) > 0,
    } as unknown as NodeJS.WriteStream;
    const tell = progressLine(output);
    for (let lived = 2; lived <= 50; lived += 1) tell({ lived, stretches: 50 });
    return written;
  };

  it('is one line at a terminal, written over until the end', () => {
    const written = said(true);
    expect(written).toHaveLength(49);
    expect(written.slice(0, -1).every((text) => text.endsWith('\r') && !text.includes('\n'))).toBe(true);
    expect(written.at(-2)).toContain('98 %');
    expect(written.at(-1)).toMatch(/^\S+The demo community is complete, 0 s after the start\.\n$/);
  });

  it('is a few whole lines in a log', () => {
    const written = said(false);
    expect(written).toHaveLength(6);
    expect(written.every((text) => text.endsWith('\n') && !text.includes('\r'))).toBe(true);
  });
});
