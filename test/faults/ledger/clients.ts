import type { LedgerCall } from '../../../cloudfunctions/community/call';
import {
  accountIdOf,
  ACCOUNTS,
  ENTRIES,
  entriesOf,
  entryBySeq,
  post,
  settleDue,
  type Account,
  type Draft,
  type Entry,
  type EntryFilter,
  type Posted,
} from '../../../cloudfunctions/community/ledger';
import { inputHashOf } from '../../../cloudfunctions/community/ledger/chain';
import type { EntryDocument } from '../../../cloudfunctions/community/ledger/stored-entry';
import type { Rulebook } from '../../../cloudfunctions/community/rulebook';
import type { Terms } from '../../../cloudfunctions/community/shelf';
import { rememberIn, type Memory } from '../../../cloudfunctions/community/shelf/recent';
import { faultyDocuments, LostCall, type World } from '../faulty-documents';
import { must } from './violation';
import type { SimRefusal, SimWish } from './wishes';

/** Far more than any outage lasts. */
const MOST_TRIES = 300;

/** What a function answered, whether its client still listened or not: it has to be true either way. */
export interface Answer {
  readonly wish: SimWish;
  readonly posted: Posted<SimRefusal>;
  /** The time by which the ledger decided; 0 where it did not come to that. */
  readonly nowMs: number;
  /** Whether the wish had been carried out before this run of the function began. */
  readonly wasDone: boolean;
}

/** What a reader saw of an account that had `uptoSeq` entries. */
export interface Reading {
  readonly memberId: string;
  readonly uptoSeq: number;
  readonly filter: EntryFilter;
  readonly limit: number;
  readonly read: readonly Entry[];
}

export class LedgerWorld {
  readonly answers: Answer[] = [];
  readonly readings: Reading[] = [];
  /** What the timer tells others to have run out. */
  readonly told: { readonly memberId: string; readonly draft: Draft }[] = [];
  /** Errors that are not the database's fault. */
  readonly failures: string[] = [];
  readonly world: World;
  readonly rulebook: Rulebook;
  /** What the mall has on its shelf. */
  shelf: ReadonlyMap<string, Terms> = new Map();
  readonly #instances: readonly { readonly clockOffMs: number; readonly memory: Memory }[];
  #calls = 0;

  constructor(world: World, rulebook: Rulebook) {
    this.world = world;
    this.rulebook = rulebook;
    this.#instances = [0, 1, 2].map(() => ({
      clockOffMs: world.random.between(-2_000, 2_000),
      memory: new Map(),
    }));
  }

  /**
   * One run of a function for one wish.
   * @returns whether it answered; an error of ours counts, since it stays one however often it is tried.
   */
  async invoke(wish: SimWish): Promise<boolean> {
    const { world } = this;
    const call = this.callOf(wish.once?.key ?? wish.tag);
    const { who } = call;
    let nowMs = 0;
    const wasDone = this.#isDone(wish);
    try {
      const posted = await post<SimRefusal>(call, {
        memberId: wish.memberId,
        ...(wish.once ? { once: wish.once } : {}),
        decide: (account, atMs) => wish.decide(account, (nowMs = atMs)),
      });
      this.answers.push({ wish, posted, nowMs, wasDone });
      world.note(() => `${who} ANSWERS ${outcomeOf(posted)}`);
      return true;
    } catch (error) {
      return this.isAnswered(error, wish.tag);
    }
  }

  #isDone({ memberId, once }: SimWish): boolean {
    if (!once) return false;
    const { store } = this.world;
    const id = `j:${memberId}:${once.key}`;
    const account = store.get(ACCOUNTS, accountIdOf(memberId), 0) as Account | undefined;
    const copy = store.get(ENTRIES, id, 0) as EntryDocument | undefined;
    const entry = copy ?? account?.pending.find(({ key }) => key === once.key);
    return entry?.inputHash === inputHashOf(once.input);
  }

  /** Somebody who looks at entries: some of the newest, or one by its number. */
  async look(memberId: string): Promise<void> {
    const { random } = this.world;
    const call = this.callOf(`look ${memberId}`);
    try {
      const account = await call.documents.get<Account>(ACCOUNTS, accountIdOf(memberId));
      if (!account) return;
      const { seq: uptoSeq } = account;
      const limit = random.between(1, 30);
      const cursor = random.chance(0.5) ? random.between(1, uptoSeq + 2) : undefined;
      if (cursor !== undefined && random.chance(0.3)) {
        const found = await entryBySeq(call, account, cursor);
        const filter = { cursor: cursor + 1 };
        const seen = { memberId, uptoSeq: cursor > uptoSeq ? 0 : uptoSeq, filter, limit: 1 };
        this.readings.push({ ...seen, read: found ? [found] : [] });
        return;
      }
      const filter = random.pick<EntryFilter>([
        {},
        {},
        { kind: 'earn' },
        { kind: 'hold' },
        { direction: 'out' },
      ]);
      this.readings.push({
        memberId,
        uptoSeq,
        filter: { ...filter, cursor },
        limit,
        read: await entriesOf(call, account, { ...filter, cursor }, limit),
      });
    } catch (error) {
      this.isAnswered(error, `look ${memberId}`);
    }
  }

  /** The timer that lets things run out in accounts to which nobody writes. */
  async settle(): Promise<boolean> {
    try {
      await settleDue(this.callOf('settle'), (memberId, drafts) => {
        this.told.push(...drafts.map((draft) => ({ memberId, draft })));
        return Promise.resolve();
      });
      return true;
    } catch (error) {
      return this.isAnswered(error, 'settleDue');
    }
  }

  /** One run of a function, on whichever instance. */
  callOf(what: string): LedgerCall & { readonly who: string } {
    const { world } = this;
    const who = `#${(this.#calls += 1)} ${what}`;
    const { clockOffMs, memory } = world.random.pick(this.#instances);
    const clockMs = () => Math.floor(world.time.nowMs) + clockOffMs;
    const onWake = () => rememberIn(memory);
    onWake();
    return {
      who,
      documents: faultyDocuments(world, who, onWake),
      nowMs: clockMs(),
      clockMs,
      random: () => world.random.next(),
      sleep: (ms) => world.time.sleep(ms).then(onWake),
      rulebook: this.rulebook,
    };
  }

  /** An error of ours counts as an answer, since it stays one however often it is tried; a lost call is none. */
  isAnswered(error: unknown, what: string): boolean {
    if (isLost(error)) return false;
    const shown = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.failures.push(`${what}: ${shown}`);
    return true;
  }

  /** A client that gives up waiting after a while. The function may go on without it. */
  async ask(wish: SimWish): Promise<boolean> {
    const { time, random } = this.world;
    const patienceMs = random.pick([300, 3_000, 20_000]);
    return Promise.race([this.invoke(wish), time.sleep(patienceMs).then(() => false)]);
  }

  /** A client that sends the same wish until it is answered. */
  async insist(wish: SimWish): Promise<void> {
    const { time, random } = this.world;
    for (let tries = 1; !(await this.ask(wish)); tries += 1) {
      must(tries < MOST_TRIES, 'every wish comes to an end', () => JSON.stringify(wish));
      await time.sleep(random.pick([2, 10, 50, 400, 5_000]));
    }
  }
}

export const outcomeOf = (posted: Posted<SimRefusal>): string =>
  'refusal' in posted
    ? posted.refusal
    : `entry ${posted.entry.seq}${posted.replayed ? ', carried out before' : ''}`;

function isLost(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.every(isLost);
  return error instanceof LostCall || (error instanceof Error && error.cause instanceof LostCall);
}
