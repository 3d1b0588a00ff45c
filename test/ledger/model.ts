import { expect } from '@jest/globals';
import fc from 'fast-check';
import type { Account, Entry, Move, Posted } from '../../cloudfunctions/community/ledger';

const DAY_MS = 86_400_000;
const HOLD_DAYS = 2;

/** Balances and nothing else: no lots, no versions, no entries. */
export interface Model {
  nowMs: number;
  available: number;
  debt: number;
  readonly holds: Map<string, ModelHold>;
  /** What could be reversed, in the order in which it happened; 0 = it cannot be, or has been. */
  readonly undoable: number[];
  posts: number;
}

interface ModelHold {
  readonly points: number;
  readonly expiresAtMs: number;
  /** Gone when it runs out, instead of back. */
  readonly isForfeited: boolean;
}

/** @param then What comes with the move, in this order. */
export type Post = (
  key: string,
  move: Move,
  nowMs?: number,
  then?: readonly Move[],
) => Promise<Posted<never>>;

export interface Real {
  readonly post: Post;
  readonly account: () => Promise<Account | undefined>;
  readonly entries: Entry[];
}

export const newModel = (nowMs: number): Model => ({
  nowMs,
  available: 0,
  debt: 0,
  holds: new Map(),
  undoable: [],
  posts: 0,
});

/** Posts one move, and expects what the model says: the balances, or the refusal and nothing written. */
class Step implements fc.AsyncCommand<Model, Real> {
  constructor(
    private readonly name: string,
    /** The move, what it makes of the model, and by how much a reversal would change the balance. */
    private readonly plan: (model: Model, real: Real) => Plan | undefined,
  ) {}

  check = (): boolean => true;
  toString = (): string => this.name;

  async run(model: Model, real: Real): Promise<void> {
    const { available, debt } = model;
    const runOut = [...model.holds].filter(([, hold]) => hold.expiresAtMs <= model.nowMs);
    for (const [id, { points, isForfeited }] of runOut) {
      if (!isForfeited) income(model, points);
      model.holds.delete(id);
    }
    const plan = this.plan(model, real);
    if (!plan) return;
    const key = `k${(model.posts += 1)}`;
    const { then = [] } = plan;
    const posted = await real.post(key, plan.move, model.nowMs, then);
    if (plan.refusal !== undefined) {
      expect(posted).toMatchObject({ refusal: plan.refusal });
      // What ran out stays in the account until something is written.
      Object.assign(model, { available, debt });
      runOut.forEach(([id, hold]) => model.holds.set(id, hold));
      return;
    }
    if (!('entry' in posted)) throw new Error(`refused: ${posted.refusal}`);
    plan.apply();
    real.entries.push(posted.entry);
    model.undoable.push(plan.undo ?? 0);
    expect(await real.account()).toMatchObject({
      availablePoints: model.available,
      frozenPoints: [...model.holds.values()].reduce((sum, { points }) => sum + points, 0),
      debtPoints: model.debt,
      seq: posted.entry.seq + then.length,
      ...(then.length === 0 ? { headHash: posted.entry.hash } : {}),
    });
    expect(posted.entry.kind).toBe(plan.move.kind);
    expect(await real.post(key, plan.move, model.nowMs, then)).toMatchObject({
      entry: posted.entry,
      replayed: true,
    });
  }
}

interface Plan {
  readonly move: Move;
  readonly then?: readonly Move[];
  readonly refusal?: string | undefined;
  readonly apply: () => void;
  readonly undo?: number;
}

function income(model: Model, points: number): void {
  const repaid = Math.min(points, model.debt);
  model.debt -= repaid;
  model.available += points - repaid;
}

const enough = (model: Model, points: number) =>
  points > model.available ? 'INSUFFICIENT_POINTS' : undefined;

const earn = (points: number) =>
  new Step(`earn ${points}`, (model) => ({
    move: { kind: 'earn', points, from: 'issuer:test' },
    apply: () => income(model, points),
    undo: -points,
  }));

const spend = (points: number) =>
  new Step(`spend ${points}`, (model) => ({
    move: { kind: 'spend', points, to: 'revenue:test' },
    refusal: enough(model, points),
    apply: () => (model.available -= points),
    undo: points,
  }));

const adjust = (points: number) =>
  new Step(`adjust ${points}`, (model) => ({
    move: { kind: 'adjust', points },
    refusal: points < 0 ? enough(model, -points) : undefined,
    apply: () => (points > 0 ? income(model, points) : (model.available += points)),
    undo: -points,
  }));

/** All of it or nothing: who cannot pay for what comes with it does not get the first part either. */
const earnThenSpend = (earned: number, spent: number) =>
  new Step(`earn ${earned} and spend ${spent} with it`, (model) => {
    const after = { ...model };
    income(after, earned);
    return {
      move: { kind: 'earn', points: earned, from: 'issuer:test' },
      then: [{ kind: 'spend', points: spent, to: 'revenue:test' }],
      refusal: enough(after, spent),
      apply: () => {
        income(model, earned);
        model.available -= spent;
      },
      undo: -earned,
    };
  });

const hold = (points: number, isForfeited: boolean) =>
  new Step(`hold ${points}${isForfeited ? ' as a pledge' : ''}`, (model) => {
    const holdId = `h${model.posts}`;
    const expiresAtMs = model.nowMs + HOLD_DAYS * DAY_MS;
    return {
      move: {
        kind: 'hold',
        points,
        holdId,
        expiresAtMs,
        ...(isForfeited ? { forfeitTo: 'revenue:test' } : {}),
      },
      refusal: enough(model, points) ?? (model.holds.size >= 16 ? 'TOO_MANY_HOLDS' : undefined),
      apply: () => {
        model.available -= points;
        model.holds.set(holdId, { points, expiresAtMs, isForfeited });
      },
    };
  });

const end = (kind: 'capture' | 'release', index: number) =>
  new Step(`${kind} ${index}`, (model) => {
    const [holdId, held] = [...model.holds][index] ?? ['none', undefined];
    return {
      move: kind === 'capture' ? { kind, holdId, to: 'revenue:test' } : { kind, holdId },
      refusal: held ? undefined : 'UNKNOWN_HOLD',
      apply: () => {
        model.holds.delete(holdId);
        if (kind === 'release') income(model, held?.points ?? 0);
      },
      ...(kind === 'capture' ? { undo: held?.points ?? 0 } : {}),
    };
  });

const reverse = (index: number) =>
  new Step(`reverse ${index}`, (model, real) => {
    const entry = real.entries[index];
    const points = model.undoable[index] ?? 0;
    // A second reversal is up to the key that the room gives it, so this model asks only once.
    if (!entry || points === 0) return undefined;
    return {
      move: { kind: 'reverse', entry },
      apply: () => {
        model.undoable[index] = 0;
        if (points > 0) return income(model, points);
        const taken = Math.min(-points, model.available);
        model.available -= taken;
        model.debt += -points - taken;
      },
    };
  });

class Wait implements fc.AsyncCommand<Model, Real> {
  constructor(private readonly days: number) {}
  check = (): boolean => true;
  toString = (): string => `wait ${this.days} days`;
  run(model: Model): Promise<void> {
    model.nowMs += this.days * DAY_MS;
    return Promise.resolve();
  }
}

const points = fc.integer({ min: 1, max: 80 });

export const commandsOf = (): fc.Arbitrary<fc.AsyncCommand<Model, Real>>[] => [
  points.map(earn),
  points.map(spend),
  fc.tuple(points, fc.boolean()).map(([amount, isForfeited]) => hold(amount, isForfeited)),
  fc.tuple(points, points).map(([earned, spent]) => earnThenSpend(earned, spent)),
  fc.nat(4).map((index) => end('capture', index)),
  fc.nat(4).map((index) => end('release', index)),
  fc.nat(12).map(reverse),
  fc
    .integer({ min: -60, max: 60 })
    .filter((n) => n !== 0)
    .map(adjust),
  fc.integer({ min: 1, max: 3 }).map((days) => new Wait(days)),
];
