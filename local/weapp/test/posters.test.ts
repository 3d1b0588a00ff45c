import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { designs } from '../../../miniprogram/packages/invite/posters';
import { fit, signsOf, type Measure } from '../../../miniprogram/packages/invite/posters/fit';
import {
  POSTER_HEIGHT,
  POSTER_WIDTH,
  type Picture,
  type Poster,
  type PosterContent,
  type Words,
} from '../../../miniprogram/packages/invite/posters/shapes';

/** As a font of the widest signs: a Chinese one is as wide as high, a Latin one half of it, a picture more. */
const measure: Measure = (text, sizePx) =>
  signsOf(text).reduce((width, sign) => {
    const code = sign.codePointAt(0) ?? 0;
    return width + sizePx * (code > 0xffff ? 1.3 : code > 0x2e80 ? 1 : code === 0x2026 ? 1 : 0.62);
  }, 0);

const contents: Record<string, PosterContent> = {
  ordinary: { communityName: '小满陶艺社', inviterName: '林知夏', benefit: '入社领 50 积分见面礼' },
  long: {
    communityName: '小满陶艺社暨山里来的陶匠人周末手作俱乐部总群第一分群',
    inviterName: '山里来的陶匠人何大川和他的窑与猫以及院子',
    benefit: '入社领 9,999,999 积分见面礼，第一次签到再领 9,999,999 积分，还有一张体验券等你来拿',
  },
  emoji: { communityName: '🏺', inviterName: '👩‍👩‍👧‍👦🏺'.repeat(10), benefit: '🎁' },
  rightToLeft: {
    communityName: 'שלום לכולם',
    inviterName: 'محمد بن عبد الله الخزاف الكبير',
    benefit: '见面礼',
  },
  unbroken: { communityName: 'W'.repeat(60), inviterName: 'W'.repeat(20), benefit: 'W'.repeat(80) },
  nothing: { communityName: '', inviterName: '还没起名', benefit: '' },
};

const wordsIn = (poster: Poster): Words[] => poster.filter((shape) => shape.kind === 'words');
const boxOf = ({ x, y, width, lines, lineHeight }: Words) => ({ x, y, width, height: lines * lineHeight });

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
const overlap = (one: Box, other: Box): boolean =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height;
const holds = (outer: Box, inner: Box, rim: number): boolean =>
  inner.x - rim >= outer.x &&
  inner.y - rim >= outer.y &&
  inner.x + inner.width + rim <= outer.x + outer.width &&
  inner.y + inner.height + rim <= outer.y + outer.height;

const codeIn = (poster: Poster): Picture => {
  const code = poster.find((shape) => shape.kind === 'picture' && shape.of === 'code');
  if (code?.kind !== 'picture') throw new Error('there is no code');
  return code;
};

const cases = designs.flatMap(({ id, layOut }) =>
  Object.entries(contents).map(([name, content]) => [id, name, layOut(content), content] as const),
);

test('there are three designs to choose from, and no two are alike', () => {
  const ordinary = contents['ordinary'] as PosterContent;
  const drawn = new Set(designs.map(({ layOut }) => JSON.stringify(layOut(ordinary))));
  expect([designs.length, drawn.size]).toEqual([3, 3]);
});

describe.each(cases)('%s, %s', (_id, _name, poster: Poster, content: PosterContent) => {
  test('no text leaves its box, and no box leaves the poster', () => {
    for (const words of wordsIn(poster)) {
      const { lines, sizePx } = fit(words.text, words, measure);
      expect(lines.length).toBeLessThanOrEqual(words.lines);
      expect(sizePx).toBeLessThanOrEqual(words.lineHeight);
      for (const line of lines) expect([line, measure(line, sizePx) <= words.width]).toEqual([line, true]);
      expect(holds({ x: 0, y: 0, width: POSTER_WIDTH, height: POSTER_HEIGHT }, boxOf(words), 20)).toBe(true);
    }
  });

  test('no text stands over another one, over a face or over the code', () => {
    const boxes = wordsIn(poster).map((words) => ({ text: words.text, ...boxOf(words) }));
    const pictures = poster.filter((shape) => shape.kind === 'picture');
    for (const [index, box] of boxes.entries()) {
      for (const other of boxes.slice(index + 1)) expect([box, other, overlap(box, other)]).toContain(false);
      for (const face of pictures) expect([box, face, overlap(box, face)]).toContain(false);
    }
  });

  test('the code is large, whole, and stands alone on white', () => {
    const code = codeIn(poster);
    expect(Math.min(code.width, code.height)).toBeGreaterThanOrEqual(200);
    const before = poster.slice(0, poster.indexOf(code));
    const ground = before.at(-1);
    if (ground?.kind !== 'block') throw new Error('the code stands on nothing');
    expect([ground.color, holds(ground, code, 16)]).toEqual(['#FFFFFF', true]);
    const above = poster.slice(poster.indexOf(code) + 1);
    expect(above.every((shape) => shape.kind === 'words' && !overlap(ground, boxOf(shape)))).toBe(true);
  });

  test('says who invites, where to, and how to come in', () => {
    const texts = wordsIn(poster).map(({ text }) => text);
    const { communityName, inviterName, benefit } = content;
    for (const words of [communityName, inviterName, benefit, '长按识别小程序码'])
      expect(texts).toContain(words);
  });
});

test.each(designs.map(({ id, layOut }) => [id, layOut] as const))(
  '%s has room for a name of 20 wide signs, and cuts none of it',
  (_id, layOut) => {
    const inviterName = '山里来的陶匠人何大川和他的窑与猫以及院子';
    expect(signsOf(inviterName)).toHaveLength(20);
    const content = { ...(contents['ordinary'] as PosterContent), inviterName };
    const words = wordsIn(layOut(content)).find(({ text }) => text === inviterName);
    expect(words && fit(inviterName, words, measure).lines.join('')).toBe(inviterName);
  },
);

describe('fitting', () => {
  const room = { width: 200, lines: 2, sizePx: 40, leastSizePx: 20 };

  test('holds whatever is written, in its lines and its width, and cuts only at the end', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'一二三，。aW9 ', '👩‍👧', 'é', 'م'), maxLength: 60 }),
        fc.integer({ min: 60, max: 600 }),
        fc.integer({ min: 1, max: 4 }),
        (text, width, lines) => {
          const fitted = fit(text, { ...room, width, lines }, measure);
          expect(fitted.lines.length).toBeLessThanOrEqual(lines);
          for (const line of fitted.lines) expect(measure(line, fitted.sizePx)).toBeLessThanOrEqual(width);
          const bare = (words: string) => words.replace(/\s/g, '');
          const shown = bare(fitted.lines.join(''));
          if (shown.endsWith('…')) expect(bare(text)).toContain(shown.slice(0, -1));
          else expect(shown).toBe(bare(text));
        },
      ),
    );
  });

  test('makes smaller before it cuts', () => {
    expect(fit('一二三四五', { ...room, lines: 1 }, measure)).toEqual({ lines: ['一二三四五'], sizePx: 40 });
    expect(fit('一二三四五六七八', { ...room, lines: 1 }, measure).sizePx).toBe(24);
    expect(fit('一二三四五六七八九十甲乙', { ...room, lines: 1 }, measure)).toEqual({
      lines: ['一二三四五六七八九…'],
      sizePx: 20,
    });
  });

  test('leaves no sign alone on the last line, breaks no word and no figure, and begins no line with a comma', () => {
    expect(fit('入社领 50 积分见面礼', { ...room, width: 380 }, measure).lines).toEqual([
      '入社领 50',
      '积分见面礼',
    ]);
    expect(fit('محمد الكبير', { ...room, width: 220, leastSizePx: 40 }, measure).lines).toEqual([
      'محمد',
      'الكبير',
    ]);
    expect(fit('一二三四五，六', { ...room, leastSizePx: 40 }, measure).lines[1]).not.toMatch(/^，/);
  });

  test('counts a family, a flag and a marked letter as one sign', () => {
    expect(signsOf('👩‍👩‍👧‍👦🇨🇳é👍🏽')).toEqual(['👩‍👩‍👧‍👦', '🇨🇳', 'é', '👍🏽']);
  });
});
