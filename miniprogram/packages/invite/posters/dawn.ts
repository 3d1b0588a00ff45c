import { inviteCopy } from '../../../copy/invite';
import {
  block,
  codeCard,
  disc,
  head,
  mark,
  ring,
  step,
  words,
  type Poster,
  type PosterContent,
} from './shapes';

const INK = '#14231F';
const INK_2 = '#5C4A24';
const GROUND = '#0A6E5C';
const GROUND_TOP = 1022;

/** The morning: a stair of people up to the sun, and its next step is free. */
export function dawn({ communityName, inviterName, benefit }: PosterContent): Poster {
  const { dawn: copy } = inviteCopy.posters;
  return [
    block(0, 0, 750, 1334, '#FFE9BF'),
    disc(684, 566, 250, '#FFB52E'),
    ...mark(48, 46, 60, ['#7CC4B0', '#148A74', '#0B5345']),
    words(communityName, { x: 124, y: 56, width: 578, sizePx: 30, lineHeight: 42, isBold: true, color: INK }),
    words(copy.title[0], {
      x: 48,
      y: 136,
      width: 654,
      sizePx: 80,
      lineHeight: 102,
      isBold: true,
      color: INK,
    }),
    words(copy.title[1], {
      x: 48,
      y: 238,
      width: 430,
      sizePx: 80,
      lineHeight: 102,
      isBold: true,
      color: INK,
    }),
    words(inviterName, {
      ...{ x: 48, y: 364, width: 400, sizePx: 36, leastSizePx: 28, lines: 2, lineHeight: 46 },
      ...{ isBold: true, color: INK },
    }),
    words(copy.invites, { x: 48, y: 462, width: 380, sizePx: 30, color: INK_2 }),
    ...stair(),
    ...[...head('friendOne', 72, 850, 44), ...head('friendTwo', 224, 770, 48)],
    ...[...head('friendThree', 375, 690, 52), ...head('inviter', 526, 602, 64)],
    disc(678, 534, 54, '#FFF8E8'),
    ring(678, 534, 51, '#7D4A00', 6, [16, 9.7]),
    words(inviteCopy.you, {
      ...{ x: 640, y: 512, width: 76, sizePx: 30, lineHeight: 44 },
      ...{ isBold: true, align: 'center', color: '#7D4A00' },
    }),
    block(0, GROUND_TOP, 750, 1334 - GROUND_TOP, GROUND),
    words(benefit, {
      ...{ x: 48, y: 1082, width: 380, sizePx: 40, leastSizePx: 30, lines: 3, lineHeight: 54 },
      ...{ isBold: true, color: '#FFFFFF' },
    }),
    words(inviteCopy.longPress, { x: 48, y: 1254, width: 380, sizePx: 26, color: '#CFE7DF' }),
    ...codeCard(454, 1054, 248),
  ];
}

const stair = () => [
  step(0, 906, 144, GROUND_TOP, '#7CC4B0'),
  step(152, 830, 144, GROUND_TOP, '#3FA58D'),
  step(304, 754, 142, GROUND_TOP, '#148A74'),
  step(454, 678, 144, GROUND_TOP, GROUND),
  step(606, 602, 144, GROUND_TOP, '#FFF8E8'),
];
