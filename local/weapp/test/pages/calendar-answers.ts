import { answerOf } from './answers';
import type { Data } from './cloud';
import type { Given } from './sample';

type Calendar = Data<'checkInCalendar'>;

const NOTHING = { points: 0, bonusPoints: 0, canMakeUp: false };

/** Thirty days of June, the eighteenth being today: the fifth was missed long ago, the sixteenth just now. */
const days = Array.from({ length: 30 }, (_, index): Calendar['days'][number] => {
  const day = `2026-06-${String(index + 1).padStart(2, '0')}`;
  if (index === 4) return { ...NOTHING, day, state: 'missed' };
  if (index === 15) return { ...NOTHING, day, state: 'missed', canMakeUp: true };
  if (index < 17) return { ...NOTHING, day, state: 'done', points: 10 };
  return { ...NOTHING, day, state: index === 17 ? 'today' : 'upcoming', points: 10 };
});

/** The month of that Thursday, and what the test says otherwise. */
export const calendarOf = (other: Given<Calendar> = {}): Calendar =>
  answerOf('checkInCalendar', {
    month: '2026-06',
    firstMonth: '2026-04',
    days,
    doneDays: 15,
    streak: {
      days: 1,
      bestDays: 12,
      fromDay: '2026-06-17',
      rescue: { day: '2026-06-16', streakDays: 12 },
    },
    makeUp: { windowDays: 7, timesLeft: 3, cardPricePoints: 60, cardsLeftToBuy: 2 },
    ...other,
  });
