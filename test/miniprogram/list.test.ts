import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';

const A_PAGE = 3;

interface Row {
  readonly of: string;
  readonly at: number;
}
interface Data {
  readonly rows: readonly Row[];
  readonly next: string | null;
}
type Answer =
  | { readonly ok: true; readonly data: Data }
  | { readonly ok: false; readonly code: 'NETWORK_ERROR'; readonly requestId: string };

interface Loaded {
  readonly rows: readonly Row[];
  readonly cursor: string | null;
}
interface Page {
  loaded: Loaded | null;
  setData(): void;
}
interface List {
  readonly pageOf: (data: Data) => Loaded;
  readonly idOf: (row: Row) => string;
}

const { giveUpList, loadNewest, loadOlder } = jest.requireActual<{
  giveUpList: (page: Page) => void;
  loadNewest: (page: Page, list: List, ask: () => Promise<Answer>) => Promise<unknown>;
  loadOlder: (page: Page, list: List, ask: (cursor: string) => Promise<Answer>) => Promise<unknown>;
}>('../../miniprogram/utils/list');

const list: List = {
  pageOf: ({ rows, next }) => ({ rows, cursor: next }),
  idOf: ({ of, at }) => `${of}${at}`,
};
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Two lists in the cloud that only grow, a page that shows one of them, and answers that come when they like. */
class World {
  readonly page: Page = { loaded: null, setData: () => undefined };
  readonly underWay: ((answer: Answer | null) => void)[] = [];
  readonly #grown: { a: number; b: number };
  #of: 'a' | 'b' = 'a';

  constructor(rows: number) {
    this.#grown = { a: rows, b: rows };
  }

  grow(by: number): void {
    this.#grown[this.#of] += by;
  }

  change(): void {
    this.#of = this.#of === 'a' ? 'b' : 'a';
    giveUpList(this.page);
  }

  newest(): void {
    void loadNewest(this.page, list, () => this.#ask());
  }

  older(): void {
    void loadOlder(this.page, list, (cursor) => this.#ask(Number(cursor)));
  }

  /** The answer says what was true when it was asked for. */
  #ask(below = Infinity): Promise<Answer> {
    const of = this.#of;
    const from = Math.min(below - 1, this.#grown[of]);
    const rows = Array.from({ length: Math.max(0, Math.min(A_PAGE, from)) }, (_, index) => ({
      of,
      at: from - index,
    }));
    const next = from > A_PAGE ? String(from - A_PAGE + 1) : null;
    return new Promise((resolve) => {
      this.underWay.push((lost) => resolve(lost ?? { ok: true, data: { rows, next } }));
    });
  }

  /** Without a gap, nothing twice, all of one list, and the end is told where it is. */
  check(): void {
    const { loaded } = this.page;
    if (!loaded) return;
    const top = loaded.rows[0]?.at ?? 0;
    expect(loaded.rows).toEqual(loaded.rows.map((_, index) => ({ of: this.#of, at: top - index })));
    expect(loaded.cursor).toBe(loaded.rows.at(-1)?.at === 1 ? null : String(loaded.rows.at(-1)?.at));
  }
}

const move = fc.oneof(
  { weight: 2, arbitrary: fc.nat(4).map((by) => (world: World) => world.grow(by)) },
  { weight: 3, arbitrary: fc.constant((world: World) => world.newest()) },
  { weight: 5, arbitrary: fc.constant((world: World) => world.older()) },
  { weight: 1, arbitrary: fc.constant((world: World) => world.change()) },
  {
    weight: 9,
    arbitrary: fc.tuple(fc.nat(), fc.nat(3)).map(([which, luck]) => (world: World) => {
      const [answer] = world.underWay.splice(which % Math.max(1, world.underWay.length), 1);
      answer?.(luck === 0 ? { ok: false, code: 'NETWORK_ERROR', requestId: '' } : null);
    }),
  },
);

describe('a list that goes back page by page', () => {
  it('has no gap and nothing twice, in whatever order the answers come', async () => {
    let longest = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(move, { maxLength: 60, size: 'max' }), async (moves) => {
        const world = new World(14);
        for (const each of moves) {
          each(world);
          await settled();
          world.check();
          longest = Math.max(longest, world.page.loaded?.rows.length ?? 0);
        }
      }),
      { numRuns: 500 },
    );
    expect(longest).toBeGreaterThan(2 * A_PAGE);
  });

  it('keeps what was loaded when the newest meets it, and begins anew where a gap would open', async () => {
    const world = new World(5);
    const told = async () => {
      for (const answer of world.underWay.splice(0)) answer(null);
      await settled();
      return world.page.loaded?.rows.map(({ at }) => at);
    };
    world.newest();
    expect(await told()).toEqual([5, 4, 3]);
    world.older();
    expect(await told()).toEqual([5, 4, 3, 2, 1]);
    world.grow(2);
    world.newest();
    expect(await told()).toEqual([7, 6, 5, 4, 3, 2, 1]);
    world.grow(3);
    world.newest();
    expect(await told()).toEqual([10, 9, 8]);
  });
});
