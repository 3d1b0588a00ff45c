import { callMember, type MemberData } from './cloud';
import { sendWish } from './wish';

/** A month of check-ins, why the streak is what it is, and what can be done about missed days. */
export type CheckInCalendar = MemberData<'checkInCalendar'>;

/** @param day `YYYY-MM-DD`, the business day that the member sees. */
export const checkIn = (day: string) => sendWish('checkIn', { day }, 'today', day);

/** @param month `YYYY-MM`; without it, the month of today. */
export const checkInCalendar = (month?: string) =>
  callMember('checkInCalendar', month === undefined ? {} : { month });

/** @param day A missed one. */
export const makeUp = (day: string) => sendWish('makeUp', { day }, day);

/**
 * @param pricePoints The price that the member sees.
 * @param balancePoints The balance that the member sees: had the card been bought already, it would be another one.
 */
export const buyMakeUpCard = (pricePoints: number, balancePoints: number) =>
  sendWish('buyMakeUpCard', { pricePoints }, 'card', `${pricePoints} of ${balancePoints}`);
