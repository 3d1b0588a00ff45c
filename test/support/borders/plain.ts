import { dateAfter, dateAt, hourAt, mondayOf, monthOf } from '../shanghai';
import { lineOf, type Seen } from './line';
import type { Life, Moment, Wish } from './lives';
import { PlainTasks, type PlainFact, type PlainReward } from './plain-tasks';

const BONUS_POINTS = [0, 0, 5, 5, 10, 10, 20];
const CHALLENGES: Readonly<
  Record<string, { days: number; goalDays: number; rewards: Record<number, number> }>
> = {
  week_of_seven: { days: 7, goalDays: 6, rewards: { 0: 10, 50: 25 } },
  habit_of_21: { days: 21, goalDays: 18, rewards: { 0: 40, 100: 80 } },
};

interface Run {
  readonly from: string;
  readonly to: string;
  readonly goalDays: number;
  readonly pledgePoints: number;
  readonly rewardPoints: number;
  doneDays: number;
}

/** The same life by a plain calendar: dates are strings, and nobody reckons with milliseconds. */
export function plainLinesOf({ joinedMs, moments }: Life): string[] {
  const life = new PlainLife(joinedMs);
  return moments.map((moment) => {
    const outcome = life.wish(moment);
    return lineOf(moment.wish, life.seenBy(moment, outcome));
  });
}

class PlainLife {
  readonly #joined: string;
  readonly #done = new Set<string>();
  readonly #tasks = new PlainTasks();
  readonly #runs = new Map<string, Run>();
  /** How often something was done, by what and when. */
  readonly #times = new Map<string, number>();
  readonly #scores = new Map<string, number>();
  /** The newest instant that anything was written at: no clock that is behind it counts. */
  #headMs = 0;
  #last = '';
  #points = 0;
  #cards = 0;
  #growthValue = 0;

  constructor(joinedMs: number) {
    this.#joined = dateAt(joinedMs);
  }

  wish({ askedMs, wish }: Moment): string {
    const nowMs = Math.max(askedMs, this.#headMs);
    const outcome = this.#outcomeOf(wish, dateAt(nowMs), hourAt(nowMs));
    if (outcome === 'ok') this.#headMs = nowMs;
    return outcome;
  }

  #outcomeOf(wish: Wish, today: string, hour: number): string {
    switch (wish.kind) {
      case 'checkIn':
        return this.#checkIn(today, hour);
      case 'pick':
        return this.#pick(today);
      case 'claim': {
        const { outcome, rewards } = this.#tasks.claim(today, wish.taskId, wish.period);
        this.#take(rewards);
        return outcome;
      }
      case 'makeUp':
        return this.#makeUp(today, wish.day);
      case 'buyCard':
        return this.#buyCard(today);
      case 'challenge':
        return this.#join(today, wish);
    }
  }

  #checkIn(today: string, hour: number): string {
    if (this.#done.has(today)) return 'ALREADY_CHECKED_IN';
    this.#markDone(today);
    const streakDays = this.#runUntil(today);
    this.#points += 10 + (BONUS_POINTS[(streakDays - 1) % 7] ?? 0);
    this.#score(today, 10, 10);
    const wins = [...this.#runs.values()].filter((run) => this.#advance(run, today));
    const won = wins.map((): PlainFact => ({ type: 'challenge_won' }));
    this.#happen(today, [{ type: 'check_in', hour, streakDays }, ...won]);
    return 'ok';
  }

  /** @returns whether it is won now. */
  #advance(run: Run, today: string): boolean {
    if (!isRunning(run, today) || today < run.from) return false;
    run.doneDays += 1;
    if (run.doneDays < run.goalDays) return false;
    this.#points += run.pledgePoints + run.rewardPoints;
    return true;
  }

  #pick(today: string): string {
    const week = mondayOf(today);
    const isMuch = this.#timesOf('pick on', today) >= 3 || this.#timesOf('pick in the week of', week) >= 10;
    if (isMuch) return 'LIMIT_REACHED';
    this.#count('pick on', today);
    this.#count('pick in the week of', week);
    this.#points += 10;
    this.#score(today, 20, 40);
    this.#happen(today, [{ type: 'pick' }]);
    return 'ok';
  }

  #makeUp(today: string, day: string): string {
    if (this.#done.has(day)) return 'ALREADY_CHECKED_IN';
    if (day >= today) return 'DAY_NOT_OVER';
    if (day < dateAfter(today, -7) || day < this.#joined) return 'OUT_OF_WINDOW';
    const { timesLeft, freeLeft } = this.#leftIn(today);
    if (timesLeft === 0) return 'MONTHLY_LIMIT';
    if (freeLeft === 0 && this.#cards === 0) return 'NO_MAKE_UP_CARD';
    if (freeLeft === 0) this.#cards -= 1;
    else this.#count('free', monthOf(today));
    this.#count('makeUp', monthOf(today));
    this.#markDone(day);
    this.#happen(today, [{ type: 'other' }]);
    return 'ok';
  }

  #buyCard(today: string): string {
    if (this.#leftIn(today).cardsLeftToBuy === 0) return 'CARD_LIMIT';
    if (this.#points < 60) return 'INSUFFICIENT_POINTS';
    this.#points -= 60;
    this.#cards += 1;
    this.#count('card', monthOf(today));
    this.#happen(today, [{ type: 'other' }]);
    return 'ok';
  }

  #join(today: string, { challengeId, pledgePoints }: Extract<Wish, { kind: 'challenge' }>): string {
    const terms = CHALLENGES[challengeId];
    const known = this.#runs.get(challengeId);
    if (!terms) return 'UNKNOWN_CHALLENGE';
    if (known && isRunning(known, today)) return 'ALREADY_JOINED';
    if (this.#points < pledgePoints) return 'INSUFFICIENT_POINTS';
    this.#points -= pledgePoints;
    const from = this.#last === today ? dateAfter(today, 1) : today;
    this.#runs.set(challengeId, {
      from,
      to: dateAfter(from, terms.days - 1),
      goalDays: terms.goalDays,
      pledgePoints,
      rewardPoints: terms.rewards[pledgePoints] ?? 0,
      doneDays: 0,
    });
    this.#happen(today, [{ type: 'other' }]);
    return 'ok';
  }

  seenBy({ lookedMs, isLast }: Moment, outcome: string): Seen {
    const today = dateAt(Math.max(lookedMs, this.#headMs));
    const streakDays = this.#last >= dateAfter(today, -1) ? this.#runUntil(this.#last) : 0;
    const held = [...this.#runs.values()].filter((run) => isRunning(run, today));
    return {
      outcome,
      today,
      streakDays,
      checkedInToday: this.#last === today,
      balancePoints: this.#points,
      frozenPoints: held.reduce((sum, { pledgePoints }) => sum + pledgePoints, 0),
      cards: this.#cards,
      growthValue: this.#growthValue,
      weekScore: this.#scores.get(mondayOf(today)) ?? 0,
      tasks: this.#tasks.shownOn(
        today,
        this.#last === today || hourAt(Math.max(lookedMs, this.#headMs)) >= 9,
      ),
      ...(isLast ? { month: this.#monthSeen(today, streakDays) } : {}),
    };
  }

  #monthSeen(today: string, streakDays: number): NonNullable<Seen['month']> {
    const { timesLeft, freeLeft, cardsLeftToBuy } = this.#leftIn(today);
    return {
      name: monthOf(today),
      doneDays: [...this.#done].filter((day) => monthOf(day) === monthOf(today)).length,
      fromDay: streakDays > 0 ? dateAfter(this.#last, 1 - streakDays) : null,
      timesLeft,
      freeLeft,
      cardsLeftToBuy,
    };
  }

  #leftIn(today: string): { timesLeft: number; freeLeft: number; cardsLeftToBuy: number } {
    const left = (what: string, most: number) => Math.max(0, most - this.#timesOf(what, monthOf(today)));
    return {
      timesLeft: left('makeUp', 3),
      freeLeft: left('free', freeByTier(this.#growthValue)),
      cardsLeftToBuy: Math.min(left('card', 2), Math.max(0, 5 - this.#cards)),
    };
  }

  #happen(today: string, facts: readonly PlainFact[]): void {
    this.#take(this.#tasks.happen(today, facts));
  }

  #take(rewards: readonly PlainReward[]): void {
    for (const { points, cards } of rewards) {
      this.#points += points;
      this.#cards += cards;
    }
  }

  #score(today: string, growthValue: number, weekScore: number): void {
    this.#growthValue += growthValue;
    const monday = mondayOf(today);
    this.#scores.set(monday, (this.#scores.get(monday) ?? 0) + weekScore);
  }

  #markDone(day: string): void {
    this.#done.add(day);
    if (day > this.#last) this.#last = day;
  }

  #runUntil(day: string): number {
    let days = 0;
    while (this.#done.has(dateAfter(day, -days))) days += 1;
    return days;
  }

  #timesOf = (what: string, when: string): number => this.#times.get(`${what} ${when}`) ?? 0;

  #count(what: string, when: string): void {
    this.#times.set(`${what} ${when}`, this.#timesOf(what, when) + 1);
  }
}

const isRunning = ({ doneDays, goalDays, to }: Run, today: string): boolean =>
  doneDays < goalDays && today <= to;

const freeByTier = (growthValue: number): number => {
  if (growthValue < 500) return 0;
  if (growthValue < 5_000) return 1;
  return growthValue < 12_000 ? 2 : 3;
};
