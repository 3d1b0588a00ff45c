/** A poster is as wide as this, whatever it is drawn on. */
export const POSTER_WIDTH = 750;
export const POSTER_HEIGHT = 1334;

/** Pictures that a poster is given: the code, the inviter's face, and drawn faces of people along the way. */
export type PictureName = 'code' | 'inviter' | 'friendOne' | 'friendTwo' | 'friendThree';

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Block extends Box {
  readonly kind: 'block';
  readonly color: string;
  /** Of the upper and of the lower corners. */
  readonly radii: readonly [upper: number, lower: number];
}

export interface Disc {
  readonly kind: 'disc';
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly color: string;
}

/** A line around or along: with no dash it is whole. */
export interface Ring {
  readonly kind: 'ring';
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly color: string;
  readonly lineWidth: number;
  readonly dash: readonly number[];
}

export interface Dashes {
  readonly kind: 'dashes';
  readonly fromX: number;
  readonly toX: number;
  readonly y: number;
  readonly color: string;
  readonly lineWidth: number;
  readonly dash: readonly number[];
}

export interface Area {
  readonly kind: 'area';
  readonly points: readonly (readonly [x: number, y: number])[];
  readonly color: string;
}

/** Text in the middle of its box: as many lines as there are, each as high as `lineHeight`. */
export interface Words {
  readonly kind: 'words';
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly lines: number;
  readonly lineHeight: number;
  readonly sizePx: number;
  readonly leastSizePx: number;
  readonly isBold: boolean;
  readonly align: 'left' | 'center';
  readonly color: string;
}

export interface Picture extends Box {
  readonly kind: 'picture';
  readonly of: PictureName;
  readonly isRound: boolean;
}

export type Shape = Block | Disc | Ring | Dashes | Area | Words | Picture;

/** What a poster says; all of it may be long. */
export interface PosterContent {
  readonly communityName: string;
  readonly inviterName: string;
  readonly benefit: string;
}

/** Drawn in this order. */
export type Poster = readonly Shape[];

export const block = (
  x: number,
  y: number,
  width: number,
  height: number,
  color: string,
  radii: readonly [number, number] = [0, 0],
): Block => ({ kind: 'block', x, y, width, height, color, radii });

/** A step of the stair: round above, and it goes on below. */
export const step = (x: number, y: number, width: number, bottom: number, color: string): Block =>
  block(x, y, width, bottom - y, color, [Math.min(24, width / 4), 0]);

export const disc = (x: number, y: number, radius: number, color: string): Disc => ({
  kind: 'disc',
  x,
  y,
  radius,
  color,
});

export const ring = (
  x: number,
  y: number,
  radius: number,
  color: string,
  lineWidth: number,
  dash: readonly number[] = [],
): Ring => ({ kind: 'ring', x, y, radius, color, lineWidth, dash });

type Said = Pick<Words, 'x' | 'y' | 'width' | 'sizePx' | 'color'> & Partial<Words>;

export const words = (text: string, said: Said): Words => ({
  kind: 'words',
  text,
  lines: 1,
  lineHeight: Math.round(said.sizePx * 1.4),
  leastSizePx: said.sizePx,
  isBold: false,
  align: 'left',
  ...said,
});

const FACE_RING = 6;

/** A face set off from what it stands on, around its middle. */
export const head = (of: PictureName, x: number, y: number, radius: number, color = '#FFFFFF'): Shape[] => [
  disc(x, y, radius + FACE_RING, color),
  { kind: 'picture', of, x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius, isRound: true },
];

/** Nothing may stand nearer to a code: readers need to see where it ends. */
const QUIET = 16;

/** The code on white, in any poster and in any light. */
export const codeCard = (x: number, y: number, size: number): Shape[] => [
  block(x, y, size, size, '#FFFFFF', [28, 28]),
  {
    kind: 'picture',
    of: 'code',
    x: x + QUIET,
    y: y + QUIET,
    width: size - 2 * QUIET,
    height: size - 2 * QUIET,
    isRound: false,
  },
];

/** The product's mark: three people on three steps, the highest head being the sun. */
export function mark(x: number, y: number, size: number, colors: readonly [string, string, string]): Shape[] {
  const at = (part: number) => (part * size) / 96;
  const [one, two, three] = colors;
  const bar = (left: number, top: number, color: string): Shape =>
    block(x + at(left), y + at(top), at(26), at(88 - top), color, [at(8), at(left === 34 ? 0 : 8)]);
  return [
    bar(8, 58, one),
    bar(34, 42, two),
    bar(60, 26, three),
    disc(x + at(22), y + at(46), at(8.5), one),
    disc(x + at(48), y + at(30), at(8.5), two),
    disc(x + at(74), y + at(13), at(9.5), '#FFB52E'),
  ];
}
