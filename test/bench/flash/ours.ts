import { ACCOUNTS, newAccount, type Account } from '../../../cloudfunctions/community/ledger';
import { redeemItem } from '../../../cloudfunctions/community/mall';
import { ORDERS } from '../../../cloudfunctions/community/orders';
import { newStock, SHELF, type Item, type Stock, type Terms } from '../../../cloudfunctions/community/shelf';
import { PLAIN_TERMS } from '../../../cloudfunctions/community/shelf/testing';
import { openDocuments } from '../../../cloudfunctions/platform/cloudbase-documents';
import { memberCall } from '../../support/member-call';
import type { Answered, Job } from './job';

export const PRICE_POINTS = 10;
export const BATCH = 100;
const PURSE_POINTS = 100;
const FAR_MS = Date.UTC(2099, 0);

const TERMS: Terms = {
  ...PLAIN_TERMS,
  kind: 'donation',
  category: 'care',
  pricePoints: PRICE_POINTS,
  limits: { perDay: null, perWeek: null, ever: 1 },
};

export async function seedOurs({ group, buyers, stock, lanes }: Job): Promise<void> {
  const documents = openDocuments();
  const nowMs = Date.now();
  const item: Item = {
    _id: group,
    ver: 0,
    item: group,
    status: 'listed',
    shown: 1,
    terms: { ...TERMS, lanes },
    createdAtMs: nowMs,
    listedAtMs: nowMs,
    requestIds: [],
  };
  await documents.insert(SHELF, item);
  for (let lane = 0; lane < lanes; lane += 1) {
    const share: Stock = { ...newStock(group, '', lane), left: Math.ceil((stock - lane) / lanes) };
    await documents.insert(SHELF, share);
  }
  const accounts = Array.from({ length: buyers }, (_, n) => accountOf(`${group}-${n}`, nowMs));
  for (let from = 0; from < buyers; from += BATCH) {
    await documents.insertMany(ACCOUNTS, accounts.slice(from, from + BATCH));
  }
}

/** As if some entries had left already: an account from which none has needs no look for the key. */
const accountOf = (memberId: string, nowMs: number): Account => ({
  ...newAccount(memberId, nowMs),
  seq: 8,
  ver: 8,
  headAtMs: nowMs - 60_000,
  availablePoints: PURSE_POINTS,
  lots: [{ id: 'm209812', points: PURSE_POINTS, expiresAtMs: FAR_MS }],
  nextDueMs: FAR_MS,
});

export async function buyOurs({ group }: Job, n: number): Promise<Omit<Answered, 'ms'>> {
  const nowMs = Date.now();
  const documents = openDocuments();
  const call = memberCall({
    memberId: `${group}-${n}`,
    documents,
    requestId: `r${n}`,
    nowMs,
    clockMs: Date.now,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
  const input = { itemId: group, variantId: '', quantity: 1, pricePoints: PRICE_POINTS, seenAtMs: nowMs };
  const told = await redeemItem.run(call, input);
  if ('refused' in told && told.refused !== 'SOLD_OUT') throw new Error(told.refused);
  return { isWinner: 'data' in told && told.data !== undefined, calls: documents.callCount };
}

export const ordersOfOurs = ({ group }: Job): Promise<number> =>
  openDocuments().count(ORDERS, { item: group });
