import * as v from 'valibot';
import { isCallName } from './call-names';

const text = v.string();
const timeMs = v.pipe(v.number(), v.safeInteger());
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const json = v.record(text, v.unknown());

const suggest = v.picklist(['pass', 'review', 'risky']);

/** What a simulator was told to do from now on. */
const behaviour = v.strictObject({
  /** The errcode of every answer. */
  failWith: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.notValue(0))),
  delayMs: v.exactOptional(v.pipe(count, v.maxValue(60_000))),
  /** What content checks suggest, and under which label. */
  suggest: v.exactOptional(suggest),
  label: v.exactOptional(count),
  riskRank: v.exactOptional(v.pipe(count, v.maxValue(4))),
});

/** A word of the community's own lexicon, as kept in WeChat's console. */
const keyword = v.strictObject({ word: v.pipe(text, v.nonEmpty()), suggest, label: count });

const member = v.strictObject({ openid: text, lastVisitAtMs: timeMs, sessionKey: text });

const login = v.strictObject({ code: text, openid: text, sessionKey: text, issuedAtMs: timeMs });

const openData = v.strictObject({ cloudID: text, openid: text, data: json, issuedAtMs: timeMs });

const departure = v.strictObject({ openid: text, opengid: text });

const code = v.strictObject({ scene: text, page: text, envVersion: text, url: text, madeAtMs: timeMs });

const accept = v.strictObject({ openid: text, templateId: text, left: count });

const message = v.strictObject({
  openid: text,
  templateId: text,
  title: text,
  page: v.nullable(text),
  values: v.record(text, text),
  sentAtMs: timeMs,
});

const push = v.strictObject({
  id: text,
  dueAtMs: timeMs,
  attempts: count,
  status: v.picklist(['due', 'delivered', 'given up']),
  message: json,
});

const order = v.strictObject({
  prepayId: text,
  outTradeNo: text,
  openid: text,
  description: text,
  attach: v.nullable(text),
  totalFen: count,
  notifyUrl: text,
  state: v.picklist(['NOTPAY', 'SUCCESS', 'REFUND', 'CLOSED']),
  transactionId: v.nullable(text),
  paidAtMs: v.nullable(timeMs),
});

const refund = v.strictObject({
  refundId: text,
  outRefundNo: text,
  outTradeNo: text,
  refundFen: count,
  notifyUrl: v.nullable(text),
  refundedAtMs: timeMs,
});

const notice = v.strictObject({
  id: text,
  kind: v.picklist(['transaction', 'refund']),
  /** The order's or the refund's number of the merchant. */
  of: text,
  createdAtMs: timeMs,
  dueAtMs: timeMs,
  attempts: count,
  status: v.picklist(['due', 'delivered', 'given up']),
});

const virtualOrder = v.strictObject({
  wxOrderId: text,
  outTradeNo: text,
  openid: text,
  title: text,
  /** null for 代币. */
  productId: v.nullable(text),
  env: v.picklist([0, 1]),
  quantity: count,
  listPriceFen: v.number(),
  unitPriceFen: v.number(),
  totalFen: count,
  attach: text,
  status: v.picklist(['created', 'paid', 'provided', 'refunded']),
  transactionId: v.nullable(text),
  createdAtMs: timeMs,
  paidAtMs: v.nullable(timeMs),
  providedAtMs: v.nullable(timeMs),
});

const virtualRefund = v.strictObject({
  refundOrderId: text,
  wxRefundId: text,
  outTradeNo: text,
  refundFen: count,
  bizMeta: text,
  transactionId: text,
  refundedAtMs: timeMs,
});

const card = v.strictObject({
  id: text,
  fromOpenid: text,
  title: text,
  path: text,
  imageUrl: text,
  to: v.union([v.strictObject({ openid: text }), v.strictObject({ opengid: text })]),
  sentAtMs: timeMs,
});

const call = v.strictObject({
  atMs: timeMs,
  tookMs: count,
  name: text,
  request: v.unknown(),
  answer: v.unknown(),
  errcode: v.pipe(v.number(), v.safeInteger()),
});

const schema = v.strictObject({
  version: v.literal(1),
  behaviours: v.record(v.pipe(text, v.check(isCallName, 'not the name of a call')), behaviour),
  keywords: v.array(keyword),
  members: v.array(member),
  logins: v.array(login),
  openData: v.array(openData),
  departures: v.array(departure),
  codes: v.array(code),
  accepts: v.array(accept),
  inbox: v.array(message),
  pushes: v.array(push),
  orders: v.array(order),
  refunds: v.array(refund),
  notices: v.array(notice),
  calls: v.array(call),
  // A state that was stored before there were any is still read.
  cards: v.optional(v.array(card), () => []),
  virtualOrders: v.optional(v.array(virtualOrder), () => []),
  virtualRefunds: v.optional(v.array(virtualRefund), () => []),
});

/** All that WeChat remembers, as plain JSON: a panel shows it, a snapshot keeps it. */
export type WeChatState = v.InferOutput<typeof schema>;
export type Behaviour = v.InferOutput<typeof behaviour>;
export type Suggest = v.InferOutput<typeof suggest>;
export type Keyword = v.InferOutput<typeof keyword>;
export type Member = v.InferOutput<typeof member>;
export type MadeCode = v.InferOutput<typeof code>;
export type InboxMessage = v.InferOutput<typeof message>;
export type Push = v.InferOutput<typeof push>;
export type Order = v.InferOutput<typeof order>;
export type Refund = v.InferOutput<typeof refund>;
export type PayNotice = v.InferOutput<typeof notice>;
export type VirtualOrder = v.InferOutput<typeof virtualOrder>;
export type VirtualRefund = v.InferOutput<typeof virtualRefund>;
export type Card = v.InferOutput<typeof card>;
export type CallRecord = v.InferOutput<typeof call>;

export const emptyState = (): WeChatState => ({
  version: 1,
  behaviours: {},
  keywords: [],
  members: [],
  logins: [],
  openData: [],
  departures: [],
  codes: [],
  accepts: [],
  inbox: [],
  pushes: [],
  orders: [],
  refunds: [],
  notices: [],
  calls: [],
  cards: [],
  virtualOrders: [],
  virtualRefunds: [],
});

export type Checked<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string };

export const checkState = (value: unknown): Checked<WeChatState> => checked(schema, value);
export const checkBehaviour = (value: unknown): Checked<Behaviour> => checked(behaviour, value);
export const checkKeywords = (value: unknown): Checked<Keyword[]> => checked(v.array(keyword), value);

function checked<T>(as: v.GenericSchema<unknown, T>, value: unknown): Checked<T> {
  const result = v.safeParse(as, value);
  if (result.success) return { ok: true, value: result.output };
  const [issue] = result.issues;
  return { ok: false, message: `${v.getDotPath(issue) ?? 'the value'}: ${issue.message}` };
}
