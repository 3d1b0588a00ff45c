import { accountIdOf, ACCOUNTS, type Account, type Entry } from '../../../cloudfunctions/community/ledger';
import { dayOf, endOfDayMs } from '../../../cloudfunctions/community/time';
import { LONG_PAUSE_MS, NO_FAULTS, type Faults, type World } from '../faulty-documents';
import { Random } from '../random';
import { VirtualTime } from '../virtual-time';
import { checkAnswers, checkReadings, checkTold } from './answers';
import { LedgerWorld } from './clients';
import { accountsOf, checkAccount, type History } from './invariants';
import { checkImports, checkMallLimits, checkMoves, checkQuiet } from './invariants-mall';
import { MallAnswers } from './mall-answers';
import { MallStory } from './mall-story';
import { DAY_MS } from './reference-time';
import { simRulebook } from './sim-rulebook';
import { Violation } from './violation';
import { watched } from './watch';
import { MallWatch } from './watch-mall';
import { WishMaker, type SimWish } from './wishes';

const MINUTE_MS = 60_000;
const START_MS = Date.UTC(2026, 5, 18, 15, 59, 30);
const FAULTS: Faults = {
  lostBefore: 0.03,
  lostAfter: 0.04,
  dies: 0.4,
  pauses: 0.05,
  twice: 0.03,
  stale: 0.6,
};
const READERS = 2;
/** Members who come for the mall. */
const SHOPPERS = ['m8', 'm9'];
const JUMPS_MS = [0, 2 * MINUTE_MS, DAY_MS, 9 * DAY_MS, 40 * DAY_MS, 400 * DAY_MS];

export interface Simulated {
  /** The first invariant that did not hold, with what was seen. */
  readonly violation?: string;
  readonly posts: number;
  readonly databaseCalls: number;
  readonly lostCalls: number;
  readonly entries: number;
  /** What happened, line by line; only where it was asked for. */
  readonly trace: readonly string[];
}

/** A few members over some months, everything that can go wrong, and at the end the question whether all is well. */
export async function simulate(seed: number, traced = false): Promise<Simulated> {
  const random = new Random(seed);
  const time = new VirtualTime(START_MS);
  const trace: string[] = [];
  const broken: string[] = [];
  const mall = new MallWatch(time);
  const world: World = {
    time,
    random,
    store: watched(time, mall, broken),
    faults: FAULTS,
    longestPauseMs: LONG_PAUSE_MS,
    outage: { collection: 'entries', untilMs: 0 },
    crowdedAtMs: [],
    databaseCalls: 0,
    lostCalls: 0,
    note: (line) => {
      if (traced) trace.push(`${((time.nowMs - START_MS) / 1000).toFixed(3)} s  ${line()}`);
    },
  };
  const ledger = new LedgerWorld(world, simRulebook(random));
  const story = new Story(ledger, mall);
  const ending = await violationIn(async () => {
    await story.live();
    story.check();
  });
  // What a write has broken comes before what came of it.
  const [violation = ending] = broken;
  const { databaseCalls, lostCalls } = world;
  const counts = { posts: ledger.answers.length, entries: story.entryCount, databaseCalls, lostCalls };
  return { ...(violation === undefined ? {} : { violation }), ...counts, trace };
}

async function violationIn(work: () => Promise<void>): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof Violation) return error.message;
    return `the simulation broke: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  }
}

class Story {
  entryCount = 0;
  readonly #ledger: LedgerWorld;
  readonly #world: World;
  readonly #random: Random;
  readonly #maker: WishMaker;
  readonly #members: readonly string[];
  readonly #wishes: SimWish[] = [];
  readonly #watch: MallWatch;
  readonly #mall: MallStory;

  constructor(ledger: LedgerWorld, watch: MallWatch) {
    this.#ledger = ledger;
    this.#world = ledger.world;
    this.#random = ledger.world.random;
    this.#maker = new WishMaker(this.#random, ledger.rulebook);
    this.#members = ['m1', 'm2'].slice(0, this.#random.between(1, 2));
    this.#watch = watch;
    this.#mall = new MallStory(ledger, [...this.#members, ...SHOPPERS]);
  }

  async live(): Promise<void> {
    const bursts = this.#random.between(2, 4);
    for (let burst = 0; burst < bursts; burst += 1) {
      await this.#world.time.run(Promise.all(this.#burst()));
      this.#world.time.jump(this.#random.pick(JUMPS_MS));
      if (this.#random.chance(0.6)) await this.#quietDays();
    }
    await this.#visitMall();
    await this.#comeToRest();
  }

  /** With enough points for something, but not for everything. */
  async #visitMall(): Promise<void> {
    const { time } = this.#world;
    const gifts = this.#mall.members.map((memberId) =>
      this.#maker.gift(memberId, this.#random.between(8, 40)),
    );
    this.#wishes.push(...gifts);
    await time.run(Promise.all(gifts.map((gift) => this.#ledger.insist(gift))));
    await this.#mall.live((memberId, atMs) => this.#client(memberId, atMs));
    await this.#mall.comeToRest(() => {
      checkQuiet(this.#ledger);
      checkImports(this.#mall.mall);
    });
  }

  /** Nobody hurries, and some check in each day; now and then for longer than the bitmap of days reaches. */
  async #quietDays(): Promise<void> {
    const { time } = this.#world;
    const random = this.#random;
    const isLong = random.chance(0.02);
    const days = isLong ? 70 : random.between(3, 8);
    const isFaithful = isLong || random.chance(0.3);
    this.#world.crowdedAtMs = [];
    for (let day = 0; day < days; day += 1) {
      const timers = random.chance(0.5) ? [this.#timer(time.nowMs)] : [];
      await time.run(
        Promise.all([...timers, ...this.#members.map((memberId) => this.#quietDay(memberId, isFaithful))]),
      );
      // To another hour of the day after.
      const nextMs = endOfDayMs(dayOf(time.nowMs)) + random.between(0, 23) * 60 * MINUTE_MS;
      time.jump(Math.max(0, nextMs - time.nowMs));
    }
    if (random.chance(0.5)) time.jump(endOfDayMs(dayOf(time.nowMs)) - MINUTE_MS / 2 - time.nowMs);
  }

  async #quietDay(memberId: string, isFaithful: boolean): Promise<void> {
    const nowMs = () => Math.floor(this.#world.time.nowMs);
    if (isFaithful) await this.#send(this.#maker.checkIn(memberId, nowMs()));
    const wishes = this.#random.between(isFaithful ? 0 : 1, 4);
    for (let n = 0; n < wishes; n += 1) {
      await this.#send(this.#maker.daily(memberId, nowMs(), this.#accountOf(memberId)));
    }
  }

  #accountOf(memberId: string): Account | undefined {
    return this.#world.store.get(ACCOUNTS, accountIdOf(memberId), 0) as Account | undefined;
  }

  /** Some moments at which everybody comes at once, which is where races are. */
  #burst(): Promise<void>[] {
    const { time } = this.#world;
    const random = this.#random;
    const gapMs = random.pick([500, 61_000, 61_000, 80_000]);
    const crowdedAtMs = [0, 1, 2].map((n) => time.nowMs + n * gapMs);
    this.#world.crowdedAtMs = crowdedAtMs;
    if (random.chance(0.1)) this.#world.outage = { collection: 'entries', untilMs: time.nowMs + 2 * gapMs };
    // The platform may start a timer twice.
    const clients = [time.nowMs, ...crowdedAtMs].map((atMs) => this.#timer(atMs));
    for (const memberId of this.#members) {
      const count = random.between(6, 14);
      for (let n = 0; n < count; n += 1) clients.push(this.#client(memberId, random.pick(crowdedAtMs)));
      for (let n = 0; n < READERS; n += 1) clients.push(this.#reader(memberId, random.pick(crowdedAtMs)));
    }
    return clients;
  }

  async #timer(atMs: number): Promise<void> {
    const { time } = this.#world;
    await time.sleep(atMs - time.nowMs + this.#random.between(0, 80));
    await this.#ledger.settle();
  }

  async #reader(memberId: string, crowdAtMs: number): Promise<void> {
    const { time } = this.#world;
    await time.sleep(crowdAtMs - time.nowMs + this.#random.between(0, 400));
    await this.#ledger.look(memberId);
  }

  /** Makes a wish, or takes up an old one again, and sends it as clients do. */
  async #client(memberId: string, crowdAtMs: number): Promise<void> {
    const random = this.#random;
    const { time } = this.#world;
    await time.sleep(crowdAtMs - time.nowMs + random.between(0, 80));
    const wish = this.#wishOf(memberId);
    await this.#send(wish);
    if (wish.holdId === undefined || random.chance(0.5)) return;
    // Somebody who sets points aside and at once thinks better of it.
    await this.#send(this.#maker.endOfHold(memberId, wish.holdId));
  }

  async #send(wish: SimWish): Promise<void> {
    const random = this.#random;
    this.#wishes.push(wish);
    const devices = random.pick([1, 1, 2, 3]);
    const sending = Array.from({ length: devices }, async () => {
      await this.#world.time.sleep(random.pick([0, 5, 20, 40, 70]));
      if (random.chance(0.8)) await this.#ledger.insist(wish);
      else await this.#ledger.ask(wish);
    });
    await Promise.all(sending);
    if (random.chance(0.3)) await this.#ledger.look(wish.memberId);
  }

  #wishOf(memberId: string): SimWish {
    const random = this.#random;
    const earlier = this.#wishes.filter((wish) => wish.memberId === memberId);
    if (earlier.length > 0 && random.chance(0.15)) return random.pick(earlier);
    if (earlier.length > 0 && random.chance(0.08)) return this.#maker.impostorOf(random.pick(earlier));
    const nowMs = Math.floor(this.#world.time.nowMs);
    return this.#maker.any(memberId, nowMs, this.#seenBy(memberId), this.#accountOf(memberId));
  }

  #seenBy(memberId: string): Entry[] {
    const seen = new Map<string, Entry>();
    for (const { wish, posted } of this.#ledger.answers) {
      if (wish.memberId === memberId && 'entry' in posted) seen.set(posted.entry._id, posted.entry);
    }
    return [...seen.values()];
  }

  /** Nothing goes wrong any more; everybody who was never answered asks again, and some more come. */
  async #comeToRest(): Promise<void> {
    const { time } = this.#world;
    this.#world.faults = NO_FAULTS;
    this.#world.outage = { collection: 'entries', untilMs: 0 };
    time.jump(2 * MINUTE_MS);
    const fresh = this.#mall.members.flatMap((memberId) =>
      Array.from({ length: 10 }, () => this.#maker.sweep(memberId)),
    );
    await time.run(
      (async () => {
        for (const wish of [...this.#wishes, ...fresh]) await this.#ledger.insist(wish);
      })(),
    );
  }

  check(): void {
    const histories = new Map<string, History>();
    const { members, mall } = this.#mall;
    for (const [index, account] of accountsOf(this.#ledger, members).entries()) {
      if (!account) continue;
      const history = checkAccount(this.#ledger, account);
      checkMallLimits(history);
      histories.set(members[index] ?? '', history);
      this.entryCount += history.entries.length;
    }
    checkAnswers(this.#ledger, histories);
    checkReadings(this.#ledger, histories);
    checkTold(this.#ledger, histories);
    checkMoves(this.#ledger, this.#watch);
    new MallAnswers(mall, this.#watch, histories).check();
    const [failure] = this.#ledger.failures;
    if (failure) throw new Violation(`nothing fails by itself: ${failure}`);
  }
}
