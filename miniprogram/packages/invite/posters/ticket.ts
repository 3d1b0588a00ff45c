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

const SUN = '#FFB52E';
const PAPER = '#FFFBF2';
const INK = '#14231F';
const LABEL = '#7D4A00';
const PINE = '#0A6E5C';
const TEAR_Y = 858;

/** Paper on the table: a ticket with a free place on it, and a stub to be scanned. */
export function ticket({ communityName, inviterName, benefit }: PosterContent): Poster {
  const { ticket: copy } = inviteCopy.posters;
  const inside = { x: 104, width: 542 };
  return [
    block(0, 0, 750, 1334, SUN),
    disc(690, 60, 270, '#FFC558'),
    disc(40, 1300, 220, '#FFC558'),
    block(68, 88, 638, 1190, '#D98E12', [40, 40]),
    block(56, 72, 638, 1190, PAPER, [40, 40]),
    block(56, 72, 638, 128, PINE, [40, 0]),
    ...mark(104, 106, 56, ['#7CC4B0', '#3FA58D', '#CFE7DF']),
    words(communityName, {
      ...{ x: 176, y: 114, width: 470, sizePx: 32, leastSizePx: 26, lineHeight: 46 },
      ...{ isBold: true, color: '#FFFFFF' },
    }),
    words(copy.title[0], { ...inside, y: 236, sizePx: 84, lineHeight: 104, isBold: true, color: INK }),
    words(copy.title[1], { ...inside, y: 340, sizePx: 84, lineHeight: 104, isBold: true, color: INK }),
    words(copy.from, { ...inside, y: 470, sizePx: 24, lineHeight: 34, color: LABEL }),
    words(inviterName, {
      ...{ ...inside, y: 506, sizePx: 42, leastSizePx: 26, lineHeight: 60 },
      ...{ isBold: true, color: INK },
    }),
    ...fields(copy),
    ...stairAndPeople(),
    ...tear(),
    words(benefit, {
      ...{ x: 104, y: 904, width: 262, sizePx: 40, leastSizePx: 30, lines: 4, lineHeight: 52 },
      ...{ isBold: true, color: PINE },
    }),
    words(inviteCopy.longPress, { x: 104, y: 1128, width: 262, sizePx: 26, color: LABEL }),
    block(380, 886, 284, 284, '#FFE9BF', [38, 38]),
    ...codeCard(392, 898, 260),
    words(copy.stub, { ...inside, y: 1200, sizePx: 24, lineHeight: 34, color: LABEL }),
  ];
}

function fields({ seat, seatIs, time, timeIs }: typeof inviteCopy.posters.ticket): Shape[] {
  const field = { x: 104, width: 250 };
  return [
    words(seat, { ...field, y: 604, sizePx: 24, lineHeight: 34, color: LABEL }),
    words(seatIs, { ...field, y: 640, sizePx: 32, lineHeight: 46, isBold: true, color: INK }),
    words(time, { ...field, y: 716, sizePx: 24, lineHeight: 34, color: LABEL }),
    words(timeIs, { ...field, y: 752, sizePx: 32, lineHeight: 46, isBold: true, color: INK }),
  ];
}

const stairAndPeople = (): Shape[] => [
  step(382, 806, 84, TEAR_Y, '#7CC4B0'),
  step(472, 758, 84, TEAR_Y, '#3FA58D'),
  step(562, 710, 84, TEAR_Y, PINE),
  ...head('friendOne', 424, 762, 38, PAPER),
  ...head('friendThree', 514, 714, 38, PAPER),
  ...head('inviter', 604, 648, 56, SUN),
];

/** Where the stub is torn off: a bite on either side, and a dashed line between. */
const tear = (): Shape[] => [
  disc(56, TEAR_Y, 28, SUN),
  disc(694, TEAR_Y, 28, SUN),
  {
    kind: 'dashes',
    ...{ fromX: 104, toX: 646, y: TEAR_Y, color: '#E6C88A', lineWidth: 4, dash: [14, 10] },
  },
];
