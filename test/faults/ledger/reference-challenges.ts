import type { Entry } from '../../../cloudfunctions/community/ledger';
import type { ChallengeTerms, Rulebook } from '../../../cloudfunctions/community/rulebook';
import { dayNumberOf, numberOf } from './reference-time';

/** A challenge that a member has joined. */
export interface Run {
  readonly terms: ChallengeTerms;
  readonly seq: number;
  readonly fromDay: number;
  readonly toDay: number;
  readonly pledgePoints: number;
  readonly rewardPoints: number;
  doneDays: number;
  /** The number of the entry with which it was won. */
  wonSeq: number;
}

/** Who has joined what, and which check-ins count for it, reckoned a second time. */
export class ChallengeReference {
  readonly runs: Run[] = [];
  readonly #rulebook: Rulebook;

  constructor(rulebook: Rulebook) {
    this.#rulebook = rulebook;
  }

  /** @returns why the member cannot join with entry number `seq`. */
  whyNot(challengeId: string, pledgePoints: number, seq: number, atMs: number): string | undefined {
    const terms = this.#termsOf(challengeId);
    if (!terms) return 'UNKNOWN_CHALLENGE';
    if (!terms.options.some((option) => option.pledgePoints === pledgePoints)) return 'PLEDGE_NOT_OFFERED';
    const today = dayNumberOf(atMs);
    const running = this.runs.filter((run) => run.seq < seq && run.wonSeq >= seq && run.toDay >= today);
    if (running.some((run) => run.terms.id === challengeId)) return 'ALREADY_JOINED';
    return running.length < this.#rulebook.challengesAtOnce ? undefined : 'TOO_MANY_CHALLENGES';
  }

  /** @returns the pledge, or what is wrong with the entry. */
  join(entry: Entry, isTodayDone: boolean): number | string {
    const { fact, seq, atMs } = entry;
    const challengeId = String(fact['challengeId']);
    const pledgePoints = frozenBy(entry);
    const why = this.whyNot(challengeId, pledgePoints, seq, atMs);
    const terms = this.#termsOf(challengeId);
    const option = terms?.options.find((each) => each.pledgePoints === pledgePoints);
    if (why !== undefined || !terms || !option) return `it joins although ${why}`;
    const fromDay = dayNumberOf(atMs) + (isTodayDone ? 1 : 0);
    const toDay = fromDay + terms.days - 1;
    const told = [numberOf(String(fact['fromDay'])), numberOf(String(fact['toDay']))];
    if (told[0] !== fromDay || told[1] !== toDay) return `it runs from ${fromDay} to ${toDay}`;
    this.runs.push({ terms, seq, fromDay, toDay, ...option, doneDays: 0, wonSeq: Infinity });
    return pledgePoints;
  }

  /** @returns the runs that this check-in wins. */
  checkIn(day: number, seq: number): Run[] {
    return this.runs.filter((run) => {
      if (run.wonSeq < seq || day < run.fromDay || day > run.toDay) return false;
      run.doneDays += 1;
      if (run.doneDays === run.terms.goalDays) run.wonSeq = seq;
      return run.wonSeq === seq;
    });
  }

  #termsOf(challengeId: string): ChallengeTerms | undefined {
    return this.#rulebook.challenges.find(({ id }) => id === challengeId);
  }
}

const frozenBy = ({ legs }: Entry): number =>
  legs.find(({ account }) => account === 'me/frozen')?.pointsDelta ?? 0;
