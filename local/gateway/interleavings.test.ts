import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SnapshotModel, type Outcome, type Step } from './test-snapshot-model';
import { TestEngine } from './test-engine';

/**
 * Transactions and plain writes of two and three clients in every order of their steps, each step compared with a model
 * that knows nothing of files, versions and queues. A storm of requests would meet few of these orders.
 */
let engine: TestEngine;
let run = 0;
beforeAll(async () => {
  engine = await TestEngine.open([
    { name: 'c', indexes: [{ name: 'n', fields: [{ path: 'n', direction: 1 }] }] },
  ]);
});
afterAll(() => engine.close());

const collectionName = 'c';
const queryOf = (id: string): string => JSON.stringify({ _id: id });

/** Every way to lay the steps of several clients one after the other; a number is a client's next step. */
function* orders(lengths: readonly number[]): Iterable<number[]> {
  if (lengths.every((length) => length === 0)) yield [];
  for (const [client, length] of lengths.entries()) {
    if (length === 0) continue;
    const rest = lengths.map((other, at) => (at === client ? other - 1 : other));
    for (const order of orders(rest)) yield [client, ...order];
  }
}

async function doStep(step: Step, id: string, transactionId: string | undefined): Promise<unknown> {
  const change = { collectionName, query: queryOf(id), multi: false };
  const ask = (action: string, body: Record<string, unknown>): Promise<unknown> =>
    engine.ask(`database.${action}`, body, transactionId);
  if (step.do === 'read') {
    const { list } = (await ask('getDocument', { collectionName, query: queryOf(id) })) as {
      list?: string[];
    };
    return list === undefined
      ? 'gone'
      : (JSON.parse(list[0] ?? 'null') as { n?: { $numberInt: string } } | null)?.n;
  }
  if (step.do === 'inc') return ask('modifyDocument', { ...change, merge: true, data: '{"$inc":{"n":1}}' });
  if (step.do === 'remove') return ask('removeDocument', change);
  if (step.do === 'add')
    return ask('insertDocument', { collectionName, data: [JSON.stringify({ _id: id, n: 10 })] });
  return ask(step.do === 'commit' ? 'commitTransaction' : 'abortTransaction', {});
}

/** The answer in the words of the model. */
function outcomeOf(step: Step, answer: unknown): string {
  const { code, updated, deleted } = (answer ?? {}) as { code?: string; updated?: number; deleted?: number };
  if (code === 'DATABASE_TRANSACTION_CONFLICT') return 'conflict';
  if (code === 'DATABASE_TRANSACTION_FAIL' || answer === 'gone') return 'gone';
  if (code === 'DATABASE_REQUEST_FAILED') return 'taken';
  if (code !== undefined) return code;
  if (step.do === 'read')
    return String((answer as { $numberInt?: string } | undefined)?.$numberInt ?? 'nothing');
  return updated === 0 || deleted === 0 ? 'nothing' : 'done';
}

async function check(scripts: readonly (readonly Step[])[], order: readonly number[]): Promise<void> {
  run += 1;
  const idOf = (name: string): string => `${run}-${name}`;
  const model = new SnapshotModel({ a: 1, b: 2 });
  for (const [name, n] of [
    ['a', 1],
    ['b', 2],
  ] as const) {
    await engine.ask('database.insertDocument', {
      collectionName,
      data: [JSON.stringify({ _id: idOf(name), n })],
    });
  }
  const ids = new Map<number, string>();
  for (const [client, script] of scripts.entries()) {
    if (script.some(({ plain }) => plain === true)) continue;
    const { transactionId } = (await engine.ask('database.startTransaction', {})) as {
      transactionId: string;
    };
    ids.set(client, transactionId);
  }
  const next = scripts.map(() => 0);
  const waiting: { answered: Promise<string>; wanted: Outcome }[] = [];
  for (const client of order) {
    const at = next[client] ?? 0;
    next[client] = at + 1;
    const step = scripts[client]?.[at];
    if (step === undefined) throw new Error('an order has more steps than its scripts');
    const wanted = model.step(client, step);
    const answered = doStep(step, idOf(step.on), ids.get(client)).then((answer) => outcomeOf(step, answer));
    waiting.push({ answered, wanted });
    // Of those that wait, some may have been set free by this step: they have their turn before the next one.
    for (const one of waiting.splice(0)) {
      if (one.wanted.value === undefined) waiting.push(one);
      else expect([order, step, await one.answered]).toEqual([order, step, one.wanted.value]);
    }
  }
  // Transactions that a script leaves open.
  for (const [client, id] of ids) {
    model.step(client, { do: 'abort', on: 'a' });
    await engine.ask('database.abortTransaction', {}, id);
  }
  for (const { answered, wanted } of waiting) expect([order, await answered]).toEqual([order, wanted.value]);
  for (const name of ['a', 'b', 'c']) {
    const step: Step = { do: 'read', on: name, plain: true };
    const stored = outcomeOf(step, await doStep(step, idOf(name), undefined));
    expect([scripts, order, name, stored]).toEqual([scripts, order, name, model.valueOf(name)]);
  }
}

const read = (on: string): Step => ({ do: 'read', on });
const inc = (on: string): Step => ({ do: 'inc', on });
const add = (on: string): Step => ({ do: 'add', on });
const remove = (on: string): Step => ({ do: 'remove', on });
const commit: Step = { do: 'commit', on: 'a' };
const abort: Step = { do: 'abort', on: 'a' };
const plainly = (...steps: Step[]): Step[] => steps.map((step) => ({ ...step, plain: true }));

const SCRIPTS: readonly (readonly Step[])[] = [
  [inc('a'), inc('b'), commit],
  [inc('b'), inc('a'), commit],
  [read('a'), inc('b'), commit],
  [read('b'), inc('a'), abort],
  [add('c'), read('c'), commit],
  [remove('a'), add('a'), commit],
  [read('c'), remove('b'), commit],
  plainly(inc('a'), read('b'), inc('b')),
  plainly(add('c'), remove('a')),
];

describe('two clients, every order of their steps', () => {
  it.each(
    SCRIPTS.map(
      (script, at) => [at, script.map((step) => `${step.do} ${step.on}`).join(', '), script] as const,
    ),
  )('%s: %s, beside every other', async (at, _text, script) => {
    for (const other of SCRIPTS.slice(at)) {
      for (const order of orders([script.length, other.length])) await check([script, other], order);
    }
  });
});

describe('three clients, every order of their steps', () => {
  it.each([
    [
      'all on one document',
      [
        [inc('a'), commit],
        [inc('a'), commit],
        [inc('a'), commit],
      ],
    ],
    [
      'a circle',
      [
        [read('a'), inc('b')],
        [inc('a'), commit],
        [inc('b'), commit],
      ],
    ],
    ['a plain write that waits', [[inc('a'), commit], [inc('a'), abort], plainly(inc('a'), inc('a'))]],
    ['a removal and a new one', [[remove('a'), commit], [read('b'), inc('a')], plainly(add('a'), inc('a'))]],
    ['one id added thrice', [[add('c'), commit], [add('c'), abort], plainly(add('c'), remove('c'))]],
  ])('%s', async (_what, scripts) => {
    for (const order of orders(scripts.map(({ length }) => length))) await check(scripts, order);
  });
});
