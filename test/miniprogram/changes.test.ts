import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { changesOf } from '../../miniprogram/utils/changes';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** What `setData` does with paths such as `view.rows[2].name`. */
function applied(data: Record<string, unknown>, changes: Record<string, unknown>): Record<string, unknown> {
  const next = structuredClone(data);
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split(/[.[\]]+/).filter(Boolean);
    const last = keys.pop() ?? '';
    let at = next;
    for (const key of keys) at = at[key] as Record<string, unknown>;
    at[last] = value;
  }
  return next;
}

const leaf = fc.oneof(fc.constant(null), fc.boolean(), fc.integer(), fc.string());
const key = fc.constantFrom('a', 'b', 'c', 'rows');
const { json } = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(key, tie('json'), { maxKeys: 3 }),
  ),
}));

describe('the smallest setData', () => {
  it('turns any view into any other one', () => {
    fc.assert(
      fc.property(json, json, (before, after) => {
        const data = applied({ view: before }, changesOf(before, after, 'view'));
        expect(data).toEqual({ view: after });
      }),
      { numRuns: 500 },
    );
  });

  it('is empty where nothing differs, and names only the leaf that does', () => {
    fc.assert(
      fc.property(json, (view) => {
        expect(changesOf(view, structuredClone(view), 'view')).toEqual({});
      }),
    );
    const before = {
      rows: [
        { name: '甲', score: 1 },
        { name: '乙', score: 2 },
      ],
      title: '榜',
    };
    const after = {
      rows: [
        { name: '甲', score: 1 },
        { name: '乙', score: 3 },
      ],
      title: '榜',
    };
    expect(changesOf(before, after, 'view')).toEqual({ 'view.rows[1].score': 3 });
  });
});
