/**
 * `wx.requestVirtualPayment`: orders at once, and shows the bill.
 * Taken from published documents: developers.weixin.qq.com/miniprogram/dev/api/payment/wx.requestVirtualPayment.html (its table of
 * errors) and …/platform-capabilities/business-capabilities/virtual-payment.html.
 */
import type { ClientAnswer } from '../answers';
import type { Bill } from '../cashier/bills';
import { isSameSignature, paySigOf, userSignatureOf } from '../crypto/pay-sig';
import type { Desk } from '../desk';
import { findMember } from '../members';
import { serve } from '../serve';
import { findVirtualOrder } from './orders';
import { appKeyOf } from './settings';
import { purchaseIn, readSignData, VIRTUAL_MODES, type VirtualRefusal } from './sign-data';

const URI = 'requestVirtualPayment';

/** What a mini program hands to `wx.requestVirtualPayment`. */
export interface VirtualPaymentRequest {
  readonly mode: string;
  readonly signData: string;
  readonly paySig: string;
  readonly signature: string;
}

const WORDS: ReadonlyMap<number, string> = new Map([
  [1001, '参数错误'],
  [-15001, '参数错误'],
  [-15002, 'outTradeNo重复使用,请换新单号重试'],
  [-15004, 'currencyType错误,目前只能填CNY'],
  [-15005, '用户态签名signature错误'],
  [-15006, '支付签名paySig错误'],
  [-15007, 'session_key过期'],
  [-15009, '代币未发布'],
  [-15010, '道具productId未发布'],
  [-15013, 'goodsPrice道具价格错误'],
  [-15016, 'signData格式有问题'],
  [-15008, '二级商户进件未完成'],
]);

export const virtualFailure = (errCode: number, detail = '') => ({
  ok: false as const,
  error: {
    errMsg: `${URI}:fail ${WORDS.get(errCode) ?? ''} ${detail}`.replace(/ +/g, ' ').trimEnd(),
    errCode,
  },
});

export function requestVirtualPayment(
  desk: Desk,
  openid: string,
  request: VirtualPaymentRequest,
): Promise<ClientAnswer<Bill>> {
  return serve<ClientAnswer<Bill>>(desk, {
    name: URI,
    request: { openid, ...request },
    answer: () => order(desk, openid, request),
    failure: (errCode) => virtualFailure(errCode),
    record: (answer) => ({ answer, errcode: answer.ok ? 0 : answer.error.errCode }),
  });
}

const isRefusal = (value: object): value is VirtualRefusal => 'errCode' in value;

function order(desk: Desk, openid: string, request: VirtualPaymentRequest): ClientAnswer<Bill> {
  const { virtualPayment: settings } = desk;
  // 二级商户进件未完成: nobody has entered a merchant yet.
  if (settings === undefined) return virtualFailure(-15008, 'VIRTUAL_PAYMENT_NOT_SET_UP');
  const { signData, paySig, signature } = request;
  const mode = VIRTUAL_MODES.find((known) => known === request.mode);
  if (mode === undefined) return virtualFailure(1001, 'mode');
  const data = readSignData(signData);
  if (isRefusal(data)) return virtualFailure(data.errCode, data.detail);
  if (!isSameSignature(paySig, paySigOf(appKeyOf(settings, data.env), URI, signData))) {
    return virtualFailure(-15006);
  }
  const member = findMember(desk, openid);
  if (member === undefined) return virtualFailure(-15007);
  if (!isSameSignature(signature, userSignatureOf(member.sessionKey, signData)))
    return virtualFailure(-15005);
  const purchase = purchaseIn(settings, mode, data);
  if (isRefusal(purchase)) return virtualFailure(purchase.errCode, purchase.detail);
  if (findVirtualOrder(desk, data.outTradeNo) !== undefined) return virtualFailure(-15002);
  const { title, productId, unitPriceFen, totalFen } = purchase;
  const wxOrderId = `VPO${desk.random(12).toString('hex')}`;
  desk.state.virtualOrders.push({
    wxOrderId,
    outTradeNo: data.outTradeNo,
    openid,
    title,
    productId,
    env: data.env,
    quantity: data.buyQuantity,
    listPriceFen: data.goodsPrice ?? unitPriceFen,
    unitPriceFen,
    totalFen,
    attach: data.attach,
    status: 'created',
    transactionId: null,
    createdAtMs: desk.now(),
    paidAtMs: null,
    providedAtMs: null,
  });
  return { ok: true, result: { errMsg: `${URI}:ok`, billId: wxOrderId, title, totalFen } };
}
