import dayjs from 'dayjs';
import type { CheckInCalendar } from '../../../services/check-in';
import { shortOf } from '../../../utils/format';

type Day = CheckInCalendar['days'][number];

/** How a day looks: its state, and of the missed ones those apart that can be made up. */
export type Look = Day['state'] | 'open';

const DAYS_A_WEEK = 7;

/** `2026-06-18` → 2026-06 */
export const monthOfDay = (day: string): string => day.slice(0, 7);

/** The month so many before or after. */
export const monthBeside = (month: string, step: number): string =>
  dayjs(`${month}-01`).add(step, 'month').format('YYYY-MM');

/** In which column a day stands, from Monday's 0 on. */
export const columnOf = (day: string): number => (dayjs(day).day() + DAYS_A_WEEK - 1) % DAYS_A_WEEK;

const isDone = ({ state }: Day): boolean => state === 'done' || state === 'made_up';

/** Whether a bar runs from one day to the next: a streak goes on there, today's open end included. */
const isLinked = (day: Day | undefined, next: Day | undefined): boolean =>
  day !== undefined && next !== undefined && isDone(day) && (isDone(next) || next.state === 'today');

export const lookOf = ({ state, canMakeUp }: Day, timesLeft: number): Look =>
  state === 'missed' && canMakeUp && timesLeft > 0 ? 'open' : state;

/** The days as the grid draws them. A bar ends where its row does. */
export const cellsOf = ({ days, makeUp }: CheckInCalendar) =>
  days.map((day, index) => {
    const column = columnOf(day.day);
    const comesOn = column > 0 && isLinked(days[index - 1], day);
    const goesOn = column < DAYS_A_WEEK - 1 && isLinked(day, days[index + 1]);
    return {
      number: Number(day.day.slice(-2)),
      look: lookOf(day, makeUp.timesLeft),
      link: comesOn ? (goesOn ? 'both' : 'left') : goesOn ? 'right' : '',
      gain: gainOf(day),
    };
  });

/** What the streak pays on a day that can still be earned. */
const gainOf = ({ state, bonusPoints }: Day): string =>
  bonusPoints > 0 && (state === 'today' || state === 'upcoming') ? `+${shortOf(bonusPoints)}` : '';

const LEGEND: readonly Look[] = ['done', 'made_up', 'today', 'open', 'missed'];

/** What of the looks is there to be explained. */
export const legendOf = (cells: readonly { readonly look: Look }[], hasToday: boolean): Look[] =>
  LEGEND.filter((look) => cells.some((cell) => cell.look === look) || (look === 'today' && hasToday));
