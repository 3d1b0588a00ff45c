import { inviteCopy } from '../../../copy/invite';
import {
  block,
  codeCard,
  disc,
  head,
  mark,
  step,
  words,
  type Poster,
  type PosterContent,
  type Shape,
} from './shapes';

const GROUND = '#0D5647';
const GROUND_TOP = 900;

/** The evening: somebody waits on the hill before a large moon, between pines. */
export function night({ communityName, inviterName, benefit }: PosterContent): Poster {
  const { night: copy } = inviteCopy.posters;
  const across = { x: 48, width: 654, align: 'center' as const };
  return [
    block(0, 0, 750, 1334, '#0C241F'),
    ...stars(),
    disc(375, 590, 330, '#103029'),
    disc(375, 590, 262, '#174238'),
    disc(375, 590, 194, '#FFB52E'),
    ...mark(349, 40, 52, ['#7CC4B0', '#3FA58D', '#2C9A81']),
    words(communityName, { ...across, y: 98, sizePx: 28, lineHeight: 40, color: '#BFD3CB' }),
    words(copy.title, {
      ...{ ...across, y: 144, sizePx: 76, lineHeight: 104 },
      ...{ isBold: true, color: '#F2F7F4' },
    }),
    words(inviterName, {
      ...{ ...across, y: 250, sizePx: 38, leastSizePx: 28, lineHeight: 52 },
      ...{ isBold: true, color: '#FFCB6B' },
    }),
    words(copy.invites, { ...across, y: 302, sizePx: 28, lineHeight: 40, color: '#BFD3CB' }),
    ...pine(92, 900, 1.25, '#17594B'),
    ...pine(652, 900, 1.4, '#17594B'),
    ...pine(14, 912, 0.95, '#1C6F5D'),
    ...pine(738, 912, 0.9, '#1C6F5D'),
    ...hill(),
    ...head('friendOne', 235, 742, 40),
    ...head('friendTwo', 515, 742, 40),
    ...head('inviter', 375, 594, 92),
    block(0, GROUND_TOP, 750, 1334 - GROUND_TOP, GROUND),
    words(benefit, {
      ...{ ...across, y: 914, sizePx: 38, leastSizePx: 28, lines: 2, lineHeight: 44 },
      ...{ isBold: true, color: '#FFFFFF' },
    }),
    ...codeCard(251, 1014, 248),
    words(inviteCopy.longPress, { ...across, y: 1274, sizePx: 26, color: '#BFDDD3' }),
  ];
}

/** Up from both sides: the middle step is the highest. */
const hill = (): Shape[] => [
  step(165, 788, 132, GROUND_TOP, '#1C6F5D'),
  step(305, 694, 140, GROUND_TOP, '#2C9A81'),
  step(453, 788, 132, GROUND_TOP, '#1C6F5D'),
];

/** Beside the words and around the moon. */
const STARS = [
  [24, 118, 4],
  [30, 236, 3],
  [60, 362, 5],
  [128, 452, 3],
  [40, 540, 4],
  [728, 100, 5],
  [722, 226, 3],
  [690, 352, 4],
  [640, 436, 3],
  [716, 520, 5],
  [110, 58, 4],
  [200, 34, 3],
  [560, 50, 3],
  [652, 34, 4],
  [216, 392, 3],
  [548, 380, 3],
] as const;

const stars = (): Shape[] =>
  STARS.map(([x, y, radius], index) => disc(x, y, radius, index % 3 === 0 ? '#FFCB6B' : '#5E8F82'));

/** A pine that stands at a point: three crowns over each other, and its trunk. */
function pine(x: number, bottom: number, scale: number, color: string): Shape[] {
  const crown = (width: number, top: number, low: number): Shape => ({
    kind: 'area',
    color,
    points: [
      [x, bottom - top * scale],
      [x + (width / 2) * scale, bottom - low * scale],
      [x - (width / 2) * scale, bottom - low * scale],
    ],
  });
  return [
    block(x - 7 * scale, bottom - 40 * scale, 14 * scale, 40 * scale + 60, color),
    crown(116, 150, 34),
    crown(92, 200, 96),
    crown(64, 240, 152),
  ];
}
