import { createPublicKey } from 'node:crypto';
import { isSigned, unseal } from '../../../../local/wechat/crypto/pay-notice-crypt';
import { receivePush } from '../../../../local/wechat/push/signed-push';
import { APPID, database, secrets } from '../cloud';

interface HttpEvent {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly queryStringParameters: Readonly<Record<string, string>>;
  readonly body: string;
}

const { merchant } = secrets;
const platformKey = createPublicKey(merchant.platform.publicKey);

/** Takes what WeChat and WeChat Pay send, if it is theirs. */
export const main = (event: HttpEvent) => (event.path.endsWith('/pay') ? takeNotice(event) : takePush(event));

async function takePush({ queryStringParameters: query, body }: HttpEvent) {
  const received = receivePush({ query, body }, { mode: 'encrypted', ...secrets.push }, APPID);
  if (!received.ok) return { statusCode: 401, body: received.code };
  await write('push', String(received.message['Event']), received.message);
  return 'success';
}

async function takeNotice({ headers, body }: HttpEvent) {
  const { 'wechatpay-timestamp': timestamp = '', 'wechatpay-nonce': nonce = '' } = headers;
  const signature = headers['wechatpay-signature'] ?? '';
  if (!isSigned(platformKey, signature, timestamp, nonce, body)) {
    return { statusCode: 401, body: { code: 'FAIL', message: 'signature' } };
  }
  const { resource } = JSON.parse(body) as {
    resource: { ciphertext: string; nonce: string; associated_data: string };
  };
  const opened = unseal(Buffer.from(resource.ciphertext, 'base64'), {
    key: Buffer.from(merchant.apiV3Key),
    nonce: Buffer.from(resource.nonce),
    associatedData: Buffer.from(resource.associated_data),
  });
  const told = JSON.parse(String(opened)) as { out_trade_no: string; trade_state?: string };
  await database
    .collection('orders')
    .doc(told.out_trade_no)
    .update({ state: told.trade_state === 'SUCCESS' ? 'paid by notice' : 'refunded by notice' });
  await write('notice', told.trade_state ?? 'REFUND', told);
  return { statusCode: 200, body: { code: 'SUCCESS' } };
}

const write = (kind: string, text: string, whole: object) =>
  database.collection('facts').add({ kind, text, whole, atMs: Date.now() });
