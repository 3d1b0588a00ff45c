import { memberAction, type MemberCall } from '../call';
import { importCodes as store } from '../codes';
import { operatorsId } from '../members';
import { forgetRecent, SHELF, shelved, stockIdOf, variantIdsOf, type Stock } from '../shelf';
import { readTable } from '../table';
import { importCodesContract } from './contract';
import { kinds } from './kinds';
import { NO_ITEM } from './operator-item';

const MOST_LINES = 2_000;
/** More lines than this nobody reads; the counts are whole. */
const MOST_NAMED = 200;
/** What no spreadsheet takes for a formula, and no member mistypes for a space. */
const CODE = /^[A-Za-z0-9][A-Za-z0-9_-]{3,63}$/;
/** Other imports of the same item raise the stock, too. */
const MAX_ATTEMPTS = 20;

/** Coupon codes out of a file into the vault, and as many more on the shelf. */
export const importCodes = memberAction(importCodesContract, async (call, { itemId, variantId, csv }) => {
  const found = await shelved(call, itemId);
  if (!found) return NO_ITEM;
  const { terms } = found.item;
  if (!kinds[terms.kind].isNumbered) {
    return { refused: 'NOT_A_COUPON', message: 'Only coupons have codes.', data: undefined };
  }
  if (!variantIdsOf(terms).includes(variantId)) {
    return { refused: 'VARIANT_NOT_FOUND', message: 'There is no such variant.', data: undefined };
  }
  const table = readTable(csv, ['code'], MOST_LINES);
  if ('refused' in table) return table;
  const { codes, twice, unreadable } = sorted(table.rows);
  const stockId = stockIdOf(itemId, variantId, 0);
  const { imported, duplicates, numbered } = await store(call, {
    stockId,
    batch: operatorsId(call),
    codes: [...codes.keys()],
  });
  const left = await raise(call, stockId, numbered);
  forgetRecent(itemId);
  const inVault = [...duplicates].map((code) => ({ line: codes.get(code) ?? 0, of: 'vault' as const }));
  const all = [...twice.map((line) => ({ line, of: 'file' as const })), ...inVault];
  all.sort((a, b) => a.line - b.line);
  return {
    data: {
      imported,
      duplicates: all.slice(0, MOST_NAMED),
      unreadable: unreadable.slice(0, MOST_NAMED),
      duplicateCount: all.length,
      unreadableCount: unreadable.length,
      left,
    },
  };
});

/** Each code with its line; what stands twice or is no code apart. */
function sorted(rows: readonly { readonly line: number; readonly cells: readonly string[] }[]) {
  const codes = new Map<string, number>();
  const twice: number[] = [];
  const unreadable: number[] = [];
  for (const { line, cells } of rows) {
    const code = cells[0] ?? '';
    if (!CODE.test(code)) unreadable.push(line);
    else if (codes.has(code)) twice.push(line);
    else codes.set(code, line);
  }
  return { codes, twice, unreadable };
}

/** As many as are numbered can be sold: what is counted already is not counted again. @returns how many are left. */
async function raise(call: MemberCall, stockId: string, numbered: number): Promise<number> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const stock = await call.documents.getNewest<Stock>(SHELF, stockId);
    if (!stock) throw new Error(`there is no stock ${stockId}`);
    const more = numbered - stock.codes;
    if (more <= 0) return stock.left;
    const raised = await call.documents.changeIf<Stock>(
      SHELF,
      stockId,
      { codes: stock.codes },
      { increase: { codes: more, left: more } },
    );
    if (raised) return raised.left;
  }
  throw new Error(`${stockId} could not be raised`);
}
