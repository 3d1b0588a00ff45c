import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { TestEngine } from './test-engine';

/** In CI so many sequences of operations; GATEWAY_SEQUENCES=10000 for a long look. */
const SEQUENCES = Number(process.env['GATEWAY_SEQUENCES'] ?? 300);
const collectionName = 'c';

interface Model {
  readonly [id: string]: { n?: number; tags?: string[] };
}

type Operation =
  | { readonly do: 'add' | 'set' | 'remove' | 'get'; readonly id: string; readonly n: number }
  | { readonly do: 'inc' | 'unset' | 'push'; readonly id: string; readonly least: number; readonly n: number }
  | {
      readonly do: 'many' | 'removeMany' | 'list' | 'count' | 'sum';
      readonly least: number;
      readonly n: number;
    }
  | { readonly do: 'reopen' };

const id = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const n = fc.integer({ min: -3, max: 3 });
const operation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom('add' as const, 'set' as const, 'remove' as const, 'get' as const),
      id,
      n,
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom('inc' as const, 'unset' as const, 'push' as const),
      id,
      least: n,
      n,
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'many' as const,
        'removeMany' as const,
        'list' as const,
        'count' as const,
        'sum' as const,
      ),
      least: n,
      n,
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'reopen' as const }) },
);

const int = (value: number) => ({ $numberInt: String(value) });
const atLeast = (least: number): string => JSON.stringify({ n: { $gte: int(least) } });

/** The same documents in plain objects: answers what is wanted, and becomes what should be stored. */
function wantedOf(model: Record<string, { n?: number; tags?: string[] }>, step: Operation): unknown {
  const matching = (least: number): string[] =>
    Object.keys(model)
      .sort()
      .filter((one) => (model[one]?.n ?? -Infinity) >= least);
  switch (step.do) {
    case 'add':
      if (model[step.id] !== undefined) return 'taken';
      model[step.id] = { n: step.n };
      return [step.id];
    case 'set': {
      const before = model[step.id];
      model[step.id] = { n: step.n };
      if (before === undefined) return { updated: 0, upsert_id: step.id };
      return { updated: 1, upsert_id: null };
    }
    case 'remove': {
      const deleted = model[step.id] === undefined ? 0 : 1;
      Reflect.deleteProperty(model, step.id);
      return { deleted };
    }
    case 'get':
      return model[step.id] === undefined ? [] : [{ _id: step.id, ...model[step.id] }];
    case 'inc':
    case 'unset':
    case 'push': {
      const document = matching(step.least).includes(step.id) ? model[step.id] : undefined;
      if (document === undefined) return 0;
      if (step.do === 'inc') document.n = (document.n ?? 0) + step.n;
      else if (step.do === 'unset') Reflect.deleteProperty(document, 'n');
      else document.tags = [...(document.tags ?? []), String(step.n)];
      return step.do === 'inc' && step.n === 0 ? 0 : 1;
    }
    case 'many': {
      const ids = matching(step.least);
      for (const one of ids) model[one] = { ...model[one], n: (model[one]?.n ?? 0) + step.n };
      return step.n === 0 ? 0 : ids.length;
    }
    case 'removeMany': {
      const ids = matching(step.least);
      for (const one of ids) Reflect.deleteProperty(model, one);
      return { deleted: ids.length };
    }
    case 'list':
      return matching(step.least)
        .sort((left, right) => (model[right]?.n ?? 0) - (model[left]?.n ?? 0) || (left < right ? -1 : 1))
        .slice(0, Math.abs(step.n) + 1);
    case 'count':
      return matching(step.least).length;
    case 'sum':
      return matching(step.least).reduce((total, one) => total + (model[one]?.n ?? 0), 0);
    case 'reopen':
      return undefined;
  }
}

async function gotOf(engine: TestEngine, step: Operation): Promise<unknown> {
  const ask = async (action: string, body: Record<string, unknown>): Promise<Record<string, unknown>> =>
    (await engine.ask(`database.${action}`, { collectionName, ...body })) as Record<string, unknown>;
  const update = async (query: string, change: object, multi: boolean): Promise<unknown> =>
    (await ask('modifyDocument', { query, data: JSON.stringify(change), merge: true, multi }))['updated'];
  switch (step.do) {
    case 'add': {
      const added = await ask('insertDocument', { data: [JSON.stringify({ _id: step.id, n: int(step.n) })] });
      return added['code'] === 'DATABASE_REQUEST_FAILED' ? 'taken' : added['insertedIds'];
    }
    case 'set':
      return ask('modifyDocument', {
        query: JSON.stringify({ _id: step.id }),
        data: JSON.stringify({ n: int(step.n) }),
        merge: false,
        upsert: true,
      });
    case 'remove':
      return ask('removeDocument', { query: JSON.stringify({ _id: step.id }) });
    case 'get':
      return documentsOf(await ask('getDocument', { query: JSON.stringify({ _id: step.id }) }));
    case 'inc':
    case 'unset':
    case 'push': {
      const query = JSON.stringify({ _id: step.id, n: { $gte: int(step.least) } });
      const changes = {
        inc: { $inc: { n: int(step.n) } },
        unset: { $unset: { n: '' } },
        push: { $push: { tags: String(step.n) } },
      };
      return update(query, changes[step.do], false);
    }
    case 'many':
      return update(atLeast(step.least), { $inc: { n: int(step.n) } }, true);
    case 'removeMany':
      return ask('removeDocument', { query: atLeast(step.least), multi: true });
    case 'list': {
      const page = { query: atLeast(step.least), order: '{"n":-1,"_id":1}', limit: Math.abs(step.n) + 1 };
      return documentsOf(await ask('getDocument', page)).map(({ _id }) => _id);
    }
    case 'count':
      return (await ask('calculateDocument', { query: atLeast(step.least) }))['total'];
    case 'sum': {
      const stages = [
        { stageKey: '$match', stageValue: atLeast(step.least) },
        { stageKey: '$group', stageValue: '{"_id":null,"s":{"$sum":"$n"}}' },
      ];
      return documentsOf(await ask('aggregateDocuments', { stages }))[0]?.['s'] ?? 0;
    }
    case 'reopen':
      return engine.reopen();
  }
}

function documentsOf(answer: Record<string, unknown>): Record<string, unknown>[] {
  const plain = (_name: string, value: unknown): unknown => {
    const { $numberInt: number } = (value ?? {}) as { $numberInt?: string };
    return number === undefined ? value : Number(number);
  };
  return (answer['list'] as string[]).map((text) => JSON.parse(text, plain) as Record<string, unknown>);
}

describe('random operations', () => {
  it(`answer what a model in memory answers, ${SEQUENCES} times`, async () => {
    const indexes = [{ name: 'n', fields: [{ path: 'n', direction: 1 as const }] }];
    const engine = await TestEngine.open([{ name: collectionName, indexes }]);
    try {
      await fc.assert(
        fc.asyncProperty(fc.array(operation, { minLength: 1, maxLength: 25 }), async (steps) => {
          await engine.ask('database.removeDocument', { collectionName, query: '{}', multi: true });
          const model: Model = {};
          for (const [at, step] of steps.entries()) {
            const wanted = wantedOf(model, step);
            expect([at, step, await gotOf(engine, step)]).toEqual([at, step, wanted]);
          }
        }),
        { numRuns: SEQUENCES },
      );
    } finally {
      await engine.close();
    }
  }, 600_000);
});
