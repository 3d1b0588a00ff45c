/**
 * A notice as it travels.
 * Taken from published documents: pay.weixin.qq.com/docs/merchant/products/notification/introduction.html (支付成功回调通知) and
 * …/docs/merchant/apis/weixin-pay-score/refunds/refund-result-notice.html (退款结果通知).
 */
import { seal } from '../crypto/pay-notice-crypt';
import type { Desk } from '../desk';
import type { PayNotice } from '../state';
import type { MerchantSettings } from './merchant';
import { findOrder, transactionOf } from './orders';
import { resourceOf } from './refunds';
import { rfc3339 } from './rfc3339';
import { signedHeaders } from './signed-headers';

const NONCE_BYTES = 6;

export interface SignedNotice {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** undefined where the state was changed meanwhile, and there is nothing left to tell of. */
export function signNotice(
  desk: Desk,
  merchant: MerchantSettings,
  notice: PayNotice,
): SignedNotice | undefined {
  const told = toldOf(desk, merchant, notice);
  if (told === undefined) return undefined;
  const nonce = desk.random(NONCE_BYTES).toString('hex');
  const associatedData = notice.kind;
  const sealed = seal(Buffer.from(JSON.stringify(told.resource)), {
    key: Buffer.from(merchant.apiV3Key),
    nonce: Buffer.from(nonce),
    associatedData: Buffer.from(associatedData),
  });
  const body = JSON.stringify({
    id: notice.id,
    create_time: rfc3339(notice.createdAtMs),
    resource_type: 'encrypt-resource',
    event_type: notice.kind === 'transaction' ? 'TRANSACTION.SUCCESS' : 'REFUND.SUCCESS',
    summary: notice.kind === 'transaction' ? '支付成功' : '退款成功',
    resource: {
      original_type: notice.kind,
      algorithm: 'AEAD_AES_256_GCM',
      ciphertext: sealed.toString('base64'),
      associated_data: associatedData,
      nonce,
    },
  });
  return { url: told.url, headers: signedHeaders(desk, merchant, body), body };
}

function toldOf(desk: Desk, merchant: MerchantSettings, { kind, of }: PayNotice) {
  if (kind === 'transaction') {
    const order = findOrder(desk, of);
    // It tells of the payment, even where the money has gone back since.
    const paid = order && transactionOf(desk, merchant, { ...order, state: 'SUCCESS' });
    return order && paid && { url: order.notifyUrl, resource: paid };
  }
  const refund = desk.state.refunds.find(({ outRefundNo }) => outRefundNo === of);
  const order = refund && findOrder(desk, refund.outTradeNo);
  if (!order || refund.notifyUrl === null) return undefined;
  return { url: refund.notifyUrl, resource: resourceOf(merchant, order, refund, 'refund_status') };
}
