/**
 * What `signData` of `wx.requestVirtualPayment` orders.
 * Taken from a published document: developers.weixin.qq.com/miniprogram/dev/api/payment/wx.requestVirtualPayment.html
 */
import * as v from 'valibot';
import { PRODUCTION, SANDBOX, type VirtualPaymentSettings } from './settings';

export const VIRTUAL_MODES = ['short_series_goods', 'short_series_coin'] as const;

export type VirtualMode = (typeof VIRTUAL_MODES)[number];

const positive = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

const signData = v.strictObject({
  offerId: v.string(),
  buyQuantity: v.pipe(positive, v.maxValue(1_000_000)),
  env: v.optional(v.picklist([PRODUCTION, SANDBOX]), PRODUCTION),
  currencyType: v.string(),
  productId: v.exactOptional(v.string()),
  goodsPrice: v.exactOptional(v.pipe(positive, v.maxValue(100_000_000))),
  activitySellingPrice: v.exactOptional(positive),
  outTradeNo: v.string(),
  attach: v.string(),
});

export type SignData = v.InferOutput<typeof signData>;

/** A code of the document's table, and what is wrong. */
export interface VirtualRefusal {
  readonly errCode: number;
  readonly detail: string;
}

export interface Purchase {
  readonly title: string;
  readonly productId: string | null;
  readonly unitPriceFen: number;
  readonly totalFen: number;
}

const OUT_TRADE_NO = /^(?!_)[0-9A-Za-z_\-|*@]{8,32}$/;

const refused = (errCode: number, detail: string): VirtualRefusal => ({ errCode, detail });

export function readSignData(text: string): SignData | VirtualRefusal {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), signData), text);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  return refused(-15016, `${v.getDotPath(issue) ?? 'signData'}: ${issue.message}`);
}

/** What is bought, and for how much. */
export function purchaseIn(
  settings: VirtualPaymentSettings,
  mode: VirtualMode,
  data: SignData,
): Purchase | VirtualRefusal {
  if (data.offerId !== settings.offerId) return refused(-15001, 'offerId');
  if (data.currencyType !== 'CNY') return refused(-15004, 'currencyType');
  if (!OUT_TRADE_NO.test(data.outTradeNo)) return refused(-15001, 'outTradeNo');
  return mode === 'short_series_goods' ? goodsIn(settings, data) : coinsIn(settings, data);
}

function goodsIn(
  { products }: VirtualPaymentSettings,
  { productId, goodsPrice, activitySellingPrice, buyQuantity }: SignData,
): Purchase | VirtualRefusal {
  if (productId === undefined || productId === '') return refused(-15001, 'productId');
  if (goodsPrice === undefined) return refused(-15001, 'goodsPrice');
  const unitPriceFen = activitySellingPrice ?? goodsPrice;
  if (unitPriceFen > goodsPrice) return refused(-15001, 'activitySellingPrice');
  const product = products?.find((known) => known.productId === productId);
  if (products !== undefined && product === undefined) return refused(-15010, 'productId');
  if (product !== undefined && product.priceFen !== goodsPrice) return refused(-15013, 'goodsPrice');
  const title = product?.title ?? productId;
  return { title, productId, unitPriceFen, totalFen: unitPriceFen * buyQuantity };
}

function coinsIn(
  { coinsPerYuan }: VirtualPaymentSettings,
  { buyQuantity }: SignData,
): Purchase | VirtualRefusal {
  if (coinsPerYuan === undefined) return refused(-15009, 'buyQuantity');
  const totalFen = (buyQuantity * 100) / coinsPerYuan;
  if (!Number.isSafeInteger(totalFen)) return refused(-15001, 'buyQuantity');
  return { title: `${buyQuantity} 代币`, productId: null, unitPriceFen: 100 / coinsPerYuan, totalFen };
}
