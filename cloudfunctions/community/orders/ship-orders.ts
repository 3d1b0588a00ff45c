import { memberAction, type MemberCall } from '../call';
import { readTable } from '../table';
import { leaveNotice } from '../notices';
import { commitOrder } from './commit-order';
import { OrderIdSchema, ShippingSchema, shipOrdersContract } from './contract';
import { decideShip, wasMovedBy } from './rules';
import type { Shipping } from './store';
import * as v from 'valibot';

const COLUMNS = ['orderId', 'carrier', 'number'] as const;
const MOST_LINES = 500;
/** So many at a time: each takes a few calls to the database. */
const AT_ONCE = 8;

type Problem = v.InferOutput<(typeof shipOrdersContract)['answer']>['problems'][number];

/** Marks orders as sent, by a file with one line an order. Each line stands for itself; the same file again changes nothing. */
export const shipOrders = memberAction(shipOrdersContract, async (call, { csv }) => {
  const table = readTable(csv, COLUMNS, MOST_LINES);
  if ('refused' in table) return table;
  const seen = new Set<string>();
  const wishes = table.rows.map((row) => wishOf(row, seen));
  const problems = wishes.filter((wish): wish is Problem => 'problem' in wish);
  const parcels = wishes.filter((wish): wish is Parcel => !('problem' in wish));
  for (let from = 0; from < parcels.length; from += AT_ONCE) {
    const outcomes = await Promise.all(
      parcels.slice(from, from + AT_ONCE).map((parcel) => ship(call, parcel)),
    );
    problems.push(...outcomes.filter((problem) => problem !== undefined));
  }
  problems.sort((a, b) => a.line - b.line);
  return { data: { shipped: table.rows.length - problems.length, problems } };
});

interface Parcel {
  readonly line: number;
  readonly orderId: string;
  readonly shipping: Shipping;
}

/** What begins a formula in a spreadsheet is no carrier's name. */
const FORMULA = /^[=+\-@]/;

function wishOf(
  { line, cells: [orderId = '', carrier = '', number = ''] }: { line: number; cells: readonly string[] },
  seen: Set<string>,
): Parcel | Problem {
  const shipping = v.safeParse(ShippingSchema, { carrier, number });
  if (!v.is(OrderIdSchema, orderId) || !shipping.success || FORMULA.test(carrier)) {
    return { line, orderId: orderId.slice(0, 40), problem: 'unreadable' };
  }
  if (seen.has(orderId)) return { line, orderId, problem: 'twice_in_file' };
  seen.add(orderId);
  return { line, orderId, shipping: shipping.output };
}

const problems = {
  NOT_PLACED: 'not_placed',
  SHIPPED_OTHERWISE: 'shipped_otherwise',
} as const;

async function ship(call: MemberCall, { line, orderId, shipping }: Parcel): Promise<Problem | undefined> {
  const { memberId: by, requestId, rulebook } = call;
  const committed = await commitOrder(call, orderId, (order, atMs) =>
    wasMovedBy(order, { by, requestId })
      ? { order }
      : decideShip(order, { by, reason: '', requestId, atMs, shipping }, rulebook.mall),
  );
  if (!committed) return { line, orderId, problem: 'order_not_found' };
  const { order, refusal } = committed;
  if (refusal) return { line, orderId, problem: problems[refusal] };
  await leaveNotice(call, order.member, {
    kind: 'order_shipped',
    key: `sh:${orderId}`,
    values: { title: order.title, carrier: shipping.carrier, number: shipping.number },
    linkPath: `/packages/mall/order/index?orderId=${orderId}`,
  });
  return undefined;
}
