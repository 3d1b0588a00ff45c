import type { Documents, StoredDocument } from '../../cloudfunctions/platform/documents';
import { MAX_LAG_MS, type MemoryStore } from './memory-store';
import type { Random } from './random';
import type { VirtualTime } from './virtual-time';

/** How likely each fault is, for each call to the database. */
export interface Faults {
  /** The call never arrives. */
  readonly lostBefore: number;
  /** It is carried out, but the answer is lost. */
  readonly lostAfter: number;
  /** Of the lost ones: the function's instance dies with it. */
  readonly dies: number;
  readonly pauses: number;
  /** The transport delivers a write twice. */
  readonly twice: number;
  /** A read tells what was true a moment ago. */
  readonly stale: number;
}

export const NO_FAULTS: Faults = { lostBefore: 0, lostAfter: 0, dies: 0, pauses: 0, twice: 0, stale: 0 };

export class LostCall extends Error {}

/** A call that was paused comes back within so long, as a rule. */
export const LONG_PAUSE_MS = 90_000;

export interface World {
  readonly time: VirtualTime;
  readonly store: MemoryStore;
  readonly random: Random;
  faults: Faults;
  longestPauseMs: number;
  /** Writes to this collection never arrive, until then. */
  outage: { readonly collection: string; readonly untilMs: number };
  /** When many things happen at once; a call that was paused likes to come back just then. */
  crowdedAtMs: readonly number[];
  databaseCalls: number;
  lostCalls: number;
  readonly note: (line: () => string) => void;
}

/**
 * The database as one run of a function sees it.
 * @param onWake Told before each answer: between two waits one run has the process to itself.
 */
export function faultyDocuments(world: World, who: string, onWake: () => void): Documents {
  const { time, store, random } = world;
  let callCount = 0;
  let dead = false;

  function lose(what: string): never {
    world.lostCalls += 1;
    dead = random.chance(world.faults.dies);
    world.note(() => `${who} ${what} LOST${dead ? ', and the instance with it' : ''}`);
    throw new LostCall(what);
  }

  async function call<T>(verb: string, collection: string, write: boolean, work: () => T): Promise<T> {
    try {
      return await attempt(verb, collection, write, work);
    } finally {
      onWake();
    }
  }

  async function attempt<T>(verb: string, collection: string, write: boolean, work: () => T): Promise<T> {
    if (dead) throw new LostCall('the instance is gone');
    callCount += 1;
    world.databaseCalls += 1;
    await time.sleep(random.between(1, 3));
    await maybePause(`before ${verb}`);
    const down = write && collection === world.outage.collection && time.nowMs < world.outage.untilMs;
    if (down || random.chance(world.faults.lostBefore)) lose(`${verb} before it arrived`);
    let result = work();
    world.note(() => `${who} ${verb} ${collection} → ${shown(result)}`);
    if (write && random.chance(world.faults.twice)) {
      // Either copy's answer may be the one that comes back.
      if (random.chance(0.5)) {
        time.later(random.between(0, 30), () => void work());
      } else {
        await time.sleep(random.between(0, 30));
        result = work();
        world.note(() => `${who} ${verb} ${collection} AGAIN → ${shown(result)}`);
      }
    }
    await time.sleep(random.between(0, 2));
    await maybePause(`after ${verb}`);
    if (random.chance(world.faults.lostAfter)) lose(`the answer of ${verb}`);
    return result;
  }

  async function maybePause(when: string): Promise<void> {
    if (!random.chance(world.faults.pauses)) return;
    const ms = pauseMs();
    world.note(() => `${who} PAUSES for ${ms.toFixed(0)} ms ${when}`);
    await time.sleep(ms);
  }

  function pauseMs(): number {
    const next = world.crowdedAtMs.find((atMs) => atMs > time.nowMs);
    if (next !== undefined && next - time.nowMs < world.longestPauseMs && random.chance(0.5)) {
      return next - time.nowMs + random.between(0, 150);
    }
    const dice = random.next();
    if (dice < 0.7) return random.between(5, 500);
    return dice < 0.9 ? random.between(500, 10_000) : random.between(10_000, world.longestPauseMs);
  }

  const lag = () => (random.chance(world.faults.stale) ? random.between(1, MAX_LAG_MS) : 0);
  return {
    get callCount() {
      return callCount;
    },
    get: <T extends StoredDocument>(name: string, id: string) =>
      call(`get ${id}`, name, false, () => store.get(name, id, lag()) as T | undefined),
    getMany: <T extends StoredDocument>(name: string, ids: readonly string[]) =>
      call(`getMany ×${ids.length}`, name, false, () => {
        const lagMs = lag();
        return ids.flatMap((id) => (store.get(name, id, lagMs) as T | undefined) ?? []);
      }),
    getNewest: <T extends StoredDocument>(name: string, id: string) =>
      call(`getNewest ${id}`, name, false, () => store.get(name, id, 0) as T | undefined),
    insert: (name, document) =>
      call(`insert ${document._id}`, name, true, () => store.insert(name, document)),
    insertMany: (name, documents) =>
      call(`insertMany ×${documents.length}`, name, true, () => store.insertMany(name, documents)),
    replaceIf: (name, ver, next) =>
      call(`replaceIf ${next._id} ver ${ver}`, name, true, () => store.replaceIf(name, ver, next)),
    changeIf: <T extends StoredDocument>(...[name, id, where, change]: Parameters<Documents['changeIf']>) =>
      call(
        `changeIf ${id} ${JSON.stringify(change)}`,
        name,
        true,
        () => store.changeIf(name, id, where, change) as T | undefined,
      ),
    dropItems: (name, id, list, where) =>
      call(`dropItems ${id} ${JSON.stringify(where)}`, name, true, () =>
        store.dropItems(name, id, list, where),
      ),
    find: <T extends StoredDocument>(name: string, ...query: FindQuery) =>
      call('find', name, false, () => store.find(name, ...query, lag()) as T[]),
    count: (name, where) => call('count', name, false, () => store.count(name, where, lag())),
  };
}

type FindQuery = [where: Parameters<Documents['find']>[1], options: Parameters<Documents['find']>[2]];

const shown = (result: unknown): string => {
  if (typeof result !== 'object' || result === null) return String(result);
  const { ver, seq } = result as { ver?: number; seq?: number };
  return ver === undefined ? `entry ${seq}` : `ver ${ver}, seq ${seq}`;
};
