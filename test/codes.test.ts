import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CODES, type Code } from '../cloudfunctions/community/codes/store';
import { SHELF } from '../cloudfunctions/community/shelf';
import type { Documents } from '../cloudfunctions/platform/documents';
import { LOCAL_OWNERS } from '../local/local-owners';
import {
  ask,
  dataOf,
  MONDAY_MS,
  newRequestId,
  openCommunity,
  operate,
  type Community,
} from './support/community';
import { COUPON, DONATION, enrich, operatorsItem, redeem, redeemed, shelve, wishFor } from './support/mall';
import { freePort, StartedProcess } from './support/process';
import { untilItSays } from './support/says';
import { changedBetween, documentsOf, standingOf } from './support/stored';

/** So many kills; more on demand: `CODES_RUNS=50 npx jest test/codes.test.ts`. */
const RUNS = Number(process.env['CODES_RUNS'] ?? 4);

jest.setTimeout(120_000 + RUNS * 30_000);

const OWNER_CLAIM = /a member may claim it under 我的, or anybody with ([A-Za-z0-9_-]{22})\n/;

const codesOf = (prefix: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}-${String(index).padStart(4, '0')}`);
const csvOf = (codes: readonly string[]): string => `code\n${codes.join('\n')}\n`;

describe('coupon codes', () => {
  let community: Community;
  let url: string;
  let documents: Documents;
  const bring = (itemId: string, csv: string, requestId = newRequestId(), variantId = '') =>
    operate(url, 'importCodes', { itemId, variantId, csv }, { requestId });

  beforeAll(async () => {
    community = await openCommunity(MONDAY_MS);
    ({ url } = community);
    documents = await documentsOf(url);
    await shelve(url, 'coffee', { ...COUPON, pricePoints: 1 });
    await shelve(url, 'tea', { ...COUPON, pricePoints: 1, variants: [{ variantId: 'big', name: '大杯' }] });
    await shelve(url, 'gift', DONATION);
    await enrich(url, 'o-coupon', 1_000);
  });
  afterAll(() => community.close());

  it('come out of a file, once each, and are given out in its order', async () => {
    const requestId = newRequestId();
    const first = dataOf(await bring('coffee', csvOf(codesOf('A', 3)), requestId));
    expect(first).toEqual({
      imported: 3,
      duplicates: [],
      unreadable: [],
      duplicateCount: 0,
      unreadableCount: 0,
      left: 3,
    });
    expect(dataOf(await bring('coffee', csvOf(codesOf('A', 3)), requestId))).toEqual(first);
    const order = await redeemed(community, 'o-coupon', 'coffee', { pricePoints: 1, quantity: 2 });
    expect(order).toMatchObject({ state: 'issued', codes: ['A-0000', 'A-0001'], canCancel: false });
    const { coupons } = dataOf(await ask(url, 'o-coupon', 'coupons'));
    expect(coupons).toMatchObject([{ orderId: order.orderId, codes: ['A-0000', 'A-0001'] }]);
    const short = wishFor(community, 'coffee', { pricePoints: 1, quantity: 2 });
    expect(await redeem(community, 'o-coupon', short)).toMatchObject({ code: 'SOLD_OUT' });
    const stored = await documents.find<Code>(CODES, {}, { orderBy: [], limit: 100 });
    expect(JSON.stringify(stored)).not.toContain('A-000');
  });

  it('name each line that brings none: twice in the file, in a vault already, no code at all', async () => {
    const lines = [
      'note;code',
      'new;B-0001',
      'twice;B-0001',
      'of this vault;A-0000',
      'short;B-1',
      ';',
      'no ASCII;兑换码0001',
      'formulas;=B-0002',
      ';+B-0003',
      ';-B-0004',
      ';@B-0005',
      'spaces;B 0006',
      'quoted;"B-0007"',
    ];
    const answer = dataOf(await bring('coffee', `\uFEFF${lines.join('\r\n')}\r\n`));
    expect(answer).toMatchObject({
      imported: 2,
      duplicates: [
        { line: 3, of: 'file' },
        { line: 4, of: 'vault' },
      ],
      unreadable: [5, 7, 8, 9, 10, 11, 12],
      left: 3,
    });
    const elsewhere = dataOf(await bring('tea', csvOf(['B-0001', 'C-0001']), newRequestId(), 'big'));
    expect(elsewhere).toMatchObject({ imported: 1, duplicates: [{ line: 2, of: 'vault' }], left: 1 });
  });

  it('refuse what is no table of codes, and what takes none; nothing is written', async () => {
    const before = await standingOf(documents, [CODES, SHELF]);
    const refused: [Promise<object>, string][] = [
      [bring('coffee', 'A-1111\nA-2222'), 'WRONG_COLUMNS'],
      [bring('coffee', 'Code\nA-1111'), 'WRONG_COLUMNS'],
      [bring('coffee', 'code\n"A-1111\nA-2222'), 'NOT_CSV'],
      [bring('coffee', csvOf(codesOf('N', 2_001))), 'TOO_MANY_LINES'],
      [bring('coffee', `code\n${'a\n'.repeat(100_000)}`), 'TOO_MANY_LINES'],
      [bring('coffee', ''), 'INVALID_INPUT'],
      [bring('coffee', 'x'.repeat(400_001)), 'INVALID_INPUT'],
      [bring('gift', csvOf(['A-1111'])), 'NOT_A_COUPON'],
      [bring('nothing', csvOf(['A-1111'])), 'ITEM_NOT_FOUND'],
      [bring('tea', csvOf(['A-1111'])), 'VARIANT_NOT_FOUND'],
    ];
    for (const [answer, code] of refused) expect(await answer).toMatchObject({ ok: false, code });
    expect(dataOf(await bring('coffee', 'code\n\n\n'))).toMatchObject({ imported: 0, left: 3 });
    expect(changedBetween(before, await standingOf(documents, [CODES, SHELF]))).toEqual([]);
  });

  it('many files at once, some with the same codes: each code once, and as many for sale', async () => {
    await shelve(url, 'rush', { ...COUPON, pricePoints: 1 });
    const all = codesOf('R', 300);
    const files = [all.slice(0, 150), all.slice(100, 250), all.slice(200), all.slice(0, 40)];
    const answers = await Promise.all(files.map((codes) => bring('rush', csvOf(codes))));
    expect(answers.map(dataOf).reduce((sum, { imported }) => sum + imported, 0)).toBe(300);
    expect(await operatorsItem(url, 'rush')).toMatchObject({ stock: [{ left: 300, sold: 0 }] });
    const found = await documents.find<Code>(
      CODES,
      { stock: 'rush::0' },
      { orderBy: [['number', 'asc']], limit: 1_000 },
    );
    expect(found.map(({ number }) => number)).toEqual(all.map((_, index) => index + 1));
  });
});

describe(`coupon codes, when everything is killed ${RUNS} times in the middle`, () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'codes-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const MEMBERS = 6;
  const CODES_A_RUN = 240;
  const openids = Array.from({ length: MEMBERS }, (_, index) => `o-killed-${index}`);

  it('none is lost, none is given out twice, and the same file again changes nothing', async () => {
    const port = String(await freePort());
    const start = async () => {
      const process = new StartedProcess(['--empty', '--data', folder], { PORT: port });
      return { process, url: await process.address() };
    };
    const wished: { readonly openid: string; readonly requestId: string; readonly wish: object }[] = [];
    const files: { readonly csv: string; readonly requestId: string }[] = [];
    let kills = 0;

    /** Who has the code that is printed owns the community. */
    const own = async (url: string, process: StartedProcess) => {
      await untilItSays(process, OWNER_CLAIM);
      const [, code] = OWNER_CLAIM.exec(process.output) ?? [];
      dataOf(await ask(url, LOCAL_OWNERS[0], 'claimOwnership', { code }, newRequestId()));
    };
    const rounds = async (round: number) => {
      const { process, url } = await start();
      if (round === 0) {
        await own(url, process);
        await shelve(url, 'coupon', { ...COUPON, pricePoints: 1 });
        for (const openid of openids) await enrich(url, openid, 900);
        dataOf(
          await operate(url, 'importCodes', {
            itemId: 'coupon',
            variantId: '',
            csv: csvOf(codesOf('first', 40)),
          }),
        );
      }
      const file = { csv: csvOf(codesOf(`run${round}`, CODES_A_RUN)), requestId: `import-round-${round}` };
      files.push(file);
      const { nowMs } = dataOf(await ask(url, openids[0] ?? '', 'mall'));
      const wishes = openids.flatMap((openid, index) =>
        [1, 2, 3].map((nth) => ({
          openid,
          requestId: `redeem-${round}-${index}-${nth}`,
          wish: wishFor({ url, clock: { nowMs: () => nowMs } }, 'coupon', {
            pricePoints: 1,
            quantity: 1 + (nth % 2),
          }),
        })),
      );
      wished.push(...wishes);
      await new Promise<void>((resolve) => {
        let answers = 0;
        // After some answers, while others and the import are on their way: each round a little later.
        const count = () => (answers += 1) === 1 + round * 3 && resolve();
        const input = { itemId: 'coupon', variantId: '', csv: file.csv };
        operate(url, 'importCodes', input, { requestId: file.requestId }).then(count, () => undefined);
        for (const { openid, requestId, wish } of wishes) {
          ask(url, openid, 'redeemItem', wish, requestId).then(count, () => undefined);
        }
      });
      await process.killAll();
      kills += 1;
    };
    for (let round = 0; round < RUNS; round += 1) await rounds(round);
    expect(kills).toBe(RUNS);

    const { process, url } = await start();
    try {
      for (const { csv, requestId } of files) {
        const input = { itemId: 'coupon', variantId: '', csv };
        const again = dataOf(await operate(url, 'importCodes', input, { requestId }));
        expect(again).toMatchObject({ imported: CODES_A_RUN, duplicateCount: 0 });
      }
      const imported = 40 + RUNS * CODES_A_RUN;
      // Whoever got no answer sends the same wish again.
      const issued: string[] = [];
      for (const { openid, requestId, wish } of wished) {
        const { order } = dataOf(await ask(url, openid, 'redeemItem', wish, requestId));
        expect(order.codes).toHaveLength(order.quantity);
        issued.push(...order.codes);
      }
      expect(new Set(issued).size).toBe(issued.length);
      const known = new Set(['first', ...files.map((_, round) => `run${round}`)]);
      for (const code of issued) expect(known).toContain(code.split('-')[0]);
      const stock = async () => (await operatorsItem(url, 'coupon')).stock[0];
      const standing = await stock();
      expect(standing).toMatchObject({ sold: issued.length, left: imported - issued.length });
      for (const { csv } of files) {
        const input = { itemId: 'coupon', variantId: '', csv };
        expect(dataOf(await operate(url, 'importCodes', input))).toMatchObject({
          imported: 0,
          duplicateCount: CODES_A_RUN,
        });
      }
      expect(await stock()).toEqual(standing);
      for (const openid of openids) {
        const { coupons } = dataOf(await ask(url, openid, 'coupons'));
        for (const { codes } of coupons) for (const code of codes) expect(issued).toContain(code);
      }
    } finally {
      await process.killAll();
    }
  });
});
