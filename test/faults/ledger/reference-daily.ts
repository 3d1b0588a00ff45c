import { keyOf, type Entry, type EntryKind } from '../../../cloudfunctions/community/ledger';
import type { Rulebook, TaskTerms } from '../../../cloudfunctions/community/rulebook';
import type { Terms } from '../../../cloudfunctions/community/shelf';
import { ChallengeReference, type Run } from './reference-challenges';
import { DayReference } from './reference-days';
import { MallReference } from './reference-mall';
import { TaskReference, type TaskState } from './reference-tasks';
import { dayNumberOf } from './reference-time';

/** What an entry is worth by the rules. */
interface Worth {
  /** Undefined for what has nothing to do with days. */
  readonly kind?: EntryKind;
  /** Undefined where the fact itself says it. */
  readonly points?: number;
  readonly growthValue?: number;
  readonly weekScore?: number;
  readonly cards?: number;
}

/** An entry that has to come with a fact. */
interface Due {
  readonly worth: Worth;
  /** What it means for the tasks. */
  readonly pays?: TaskState;
}

/**
 * Check-ins, make-ups, tasks, challenges and orders, replayed from the entries without a line of their rules. It knows at every
 * fact what has to come with it, so that one line too many shows as well as one that is missing.
 */
export class DailyReference {
  readonly days: DayReference;
  readonly tasks: TaskReference;
  readonly challenges: ChallengeReference;
  readonly mall: MallReference;
  readonly #rulebook: Rulebook;
  /** What has to come next, by its key, and the moment of the fact that it comes with. */
  readonly #due = new Map<string, Due>();
  #dueAtMs = 0;
  /** Of entries that gave cards: taken back with them. */
  readonly #cardsBy = new Map<string, number>();

  constructor(rulebook: Rulebook, joinedAtMs: number, shelf: ReadonlyMap<string, Terms>) {
    this.#rulebook = rulebook;
    this.days = new DayReference(rulebook, joinedAtMs);
    this.tasks = new TaskReference(rulebook);
    this.challenges = new ChallengeReference(rulebook);
    this.mall = new MallReference(rulebook, shelf);
  }

  /** @returns the points that the entry moves, undefined where its fact says it; or what is wrong with it. */
  follow(entry: Entry): { readonly points: number | undefined } | string {
    const worth = this.#due.size > 0 ? this.#comesWith(entry) : this.#happens(entry);
    if (typeof worth === 'string') return worth;
    const { kind = entry.kind, growthValue = 0, weekScore = 0, cards } = worth;
    if (entry.kind !== kind) return `it should be of the kind ${kind}`;
    if (cards !== undefined) {
      this.#cardsBy.set(keyOf(entry), cards);
      if (Number(entry.fact['makeUpCards'] ?? 0) !== cards) return `it brings ${cards} cards`;
    }
    this.days.remember(entry.growthValueDelta);
    if (this.days.cards < 0) return 'a card is used that there is not';
    const isTold = entry.fact.type === 'sim';
    if (!isTold && entry.growthValueDelta !== growthValue) return `its growth value is ${growthValue}`;
    if (!isTold && entry.weekScoreDelta !== weekScore) return `its week score is ${weekScore}`;
    return { points: worth.points };
  }

  /** What has not come although its fact is there. */
  missing(): string | undefined {
    return this.#due.size > 0 ? [...this.#due.keys()].join() : undefined;
  }

  #comesWith(entry: Entry): Worth | string {
    const key = keyOf(entry);
    const due = this.#due.get(key);
    if (!due || entry.atMs !== this.#dueAtMs)
      return `${this.missing()} should have come with the fact before it`;
    this.#due.delete(key);
    if (entry.inputHash !== '') return 'nobody asks for what comes by itself';
    if (due.pays) this.#pay(due.pays, entry.seq);
    if (entry.fact.type === 'draw_prize') this.days.cards += due.worth.cards ?? 0;
    return due.worth;
  }

  #happens(entry: Entry): Worth | string {
    switch (entry.fact.type) {
      case 'check_in':
        return this.#checkIn(entry);
      case 'quality_pick':
        this.#expect(entry, []);
        return this.#pick(entry);
      case 'make_up':
        this.#expect(entry, []);
        return this.days.makeUp(entry, keyOf(entry)) ?? { kind: 'void' };
      case 'make_up_card': {
        this.#expect(entry, []);
        const points = this.days.buyCard(entry);
        return typeof points === 'string' ? points : { kind: 'spend', points, cards: 1 };
      }
      case 'task':
        return this.#claim(entry);
      case 'challenge_joined': {
        this.#expect(entry, []);
        const isTodayDone = this.days.days.has(dayNumberOf(entry.atMs));
        const points = this.challenges.join(entry, isTodayDone);
        return typeof points === 'string' ? points : { kind: points > 0 ? 'hold' : 'void', points };
      }
      case 'redeemed':
        return this.#redeem(entry);
      case 'refunded':
        return this.#refund(entry);
      case 'redeem_given_up':
        return { kind: 'void' };
      case 'pledge_back':
      case 'challenge_won':
      case 'draw_prize':
        return 'it comes with nothing';
      default:
        this.days.cards -= this.#cardsBy.get(String(entry.fact['reverses'])) ?? 0;
        return {};
    }
  }

  #checkIn(entry: Entry): Worth | string {
    const points = this.days.checkIn(entry);
    if (typeof points === 'string') return points;
    const day = dayNumberOf(entry.atMs);
    if (keyOf(entry) !== `ci:${day}`) return 'its key is not its day';
    this.#expect(entry, this.challenges.checkIn(day, entry.seq));
    const { growthValue, weekScore } = this.#rulebook.checkIn;
    return { kind: 'earn', points, growthValue, weekScore };
  }

  #pick(entry: Entry): Worth {
    const points = Number(entry.fact['points']);
    return { kind: 'earn', growthValue: points, weekScore: points };
  }

  #claim(entry: Entry): Worth | string {
    const { fact, seq, atMs } = entry;
    const [taskId, period] = [String(fact['taskId']), String(fact['period'])];
    if (keyOf(entry) !== `tk:${taskId}:${period}`) return 'its key is not its task and period';
    const why = this.tasks.whyNot(taskId, period, seq, atMs);
    if (why !== undefined) return `it is paid although ${why}`;
    if (entry.inputHash === '') return 'nobody has asked for it';
    const task = this.tasks.pay(taskId, period, seq);
    if (!task) return 'there is no such task';
    this.days.cards += task.reward.makeUpCards;
    this.#expectTasks(atMs);
    return worthOf(task);
  }

  #redeem(entry: Entry): Worth | string {
    const sold = this.mall.redeem(entry, this.days.standingBefore(entry.seq));
    if (typeof sold === 'string') return sold;
    if (this.mall.kindOf(sold) === 'make_up_card') this.days.cards += sold.quantity;
    this.#expect(entry, []);
    const { points, cards } = sold.won;
    if (points + cards > 0)
      this.#due.set(`dp:${entry.fact['order']}`, { worth: { ...paying(points), cards } });
    return { kind: 'spend', points: -entry.pointsDelta };
  }

  #refund(entry: Entry): Worth | string {
    const sold = this.mall.refund(entry);
    if (typeof sold === 'string') return sold;
    if (this.mall.kindOf(sold) === 'make_up_card') this.days.cards -= sold.quantity;
    return { kind: 'reverse' };
  }

  /** Counts a fact and the wins that come with it, and says what has to come with them. */
  #expect({ fact, seq, atMs }: Entry, wins: readonly Run[]): void {
    for (const run of wins) {
      const name = `${run.terms.id}:${run.seq}`;
      if (run.pledgePoints > 0) this.#due.set(`cb:${name}`, { worth: { kind: 'release' } });
      const { rewardPoints: points, terms } = run;
      this.#due.set(`cw:${name}`, { worth: { ...paying(points), growthValue: terms.growthValue } });
    }
    this.tasks.count([fact, ...wins.map(() => ({ type: 'challenge_won' }))], seq, atMs);
    this.#expectTasks(atMs);
  }

  #expectTasks(atMs: number): void {
    this.#dueAtMs = atMs;
    for (const state of this.tasks.due(atMs)) {
      this.#due.set(`tk:${state.task.id}:${state.period}`, { worth: worthOf(state.task), pays: state });
    }
  }

  #pay(state: TaskState, seq: number): void {
    state.paidSeq = seq;
    this.days.cards += state.task.reward.makeUpCards;
  }
}

const paying = (points: number): Worth => ({ kind: points > 0 ? 'earn' : 'void', points });

const worthOf = ({ reward }: TaskTerms): Worth => ({
  ...paying(reward.points),
  growthValue: reward.growthValue,
  weekScore: reward.weekScore,
  cards: reward.makeUpCards,
});
