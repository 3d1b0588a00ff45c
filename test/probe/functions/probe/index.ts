import { randomBytes } from 'node:crypto';
import { openSealedData } from '../../../../local/wechat/crypto/open-data-crypt';
import { readFields, writeFields } from '../../../../local/wechat/wire/protobuf';
import {
  APPID,
  callWeChat,
  cloud,
  database,
  machineUrl,
  openidOf,
  secrets,
  type FunctionContext,
} from '../cloud';
import { callPay, paymentOf } from '../pay';
import { WEEKLY } from '../../names';

type Fields = Readonly<Record<string, string>>;

/** One thing of WeChat's each. */
const ACTIONS: Readonly<Record<string, (input: Fields, openid: string) => Promise<unknown>>> = {
  group: openGroup,
  makeCode,
  checkPicture,
  say,
  remind,
  order,
  findOrder,
  facts,
};

export async function main(
  event: { action: string; input?: Fields },
  context: FunctionContext,
): Promise<unknown> {
  return ACTIONS[event.action]?.(event.input ?? {}, openidOf(context));
}

/** The group that a phone was opened from: what WeChat sealed, opened with the session key of a login. */
async function openGroup({ code = '', encryptedData = '', iv = '' }: Fields): Promise<unknown> {
  const session = await callWeChat('auth.code2Session', {
    appid: APPID,
    secret: secrets.appSecret,
    js_code: code,
    grant_type: 'authorization_code',
  });
  const opened = openSealedData({ encryptedData, iv }, String(session['session_key']), APPID);
  return opened.ok ? opened.data['opengid'] : opened.code;
}

/** A code for a scene, kept among the cloud's files. */
async function makeCode({ scene = '' }: Fields): Promise<unknown> {
  const request = { scene, page: 'pages/welcome/welcome', width: 430, check_path: true };
  const pairs = Object.entries(request).map(([name, value]): [number, Buffer] => [
    1,
    writeFields([
      [1, Buffer.from(name)],
      [2, Buffer.from(JSON.stringify(value))],
    ]),
  ]);
  const answer = (await cloud.callCompatibleWxOpenApi({
    apiName: 'wxacode.getUnlimited',
    requestData: writeFields([
      [1, 0],
      [2, writeFields(pairs)],
    ]),
  })) as Buffer;
  const fields = new Map(readFields(answer));
  const bytes = fields.get(1) as Buffer;
  if (String(fields.get(2)) !== 'image/png') return { refused: String(bytes) };
  const { fileID } = await cloud.uploadFile({ cloudPath: `codes/${scene}.png`, fileContent: bytes });
  return { fileID };
}

/** Its verdict comes later, as a push. */
async function checkPicture({ fileID = '' }: Fields, openid: string): Promise<unknown> {
  const { fileList } = await cloud.getTempFileURL({ fileList: [fileID] });
  const checked = await callWeChat('security.mediaCheckAsync', {
    media_url: fileList[0]?.tempFileURL,
    media_type: 2,
    version: 2,
    scene: 1,
    openid,
  });
  return checked.errcode;
}

/** What a member says is kept only when WeChat lets it pass. */
async function say({ text = '' }: Fields, openid: string): Promise<unknown> {
  const checked = await callWeChat('security.msgSecCheck', { content: text, version: 2, scene: 3, openid });
  const suggest = (checked['result'] as { suggest?: string } | undefined)?.suggest;
  if (suggest === 'pass') await database.collection('facts').add({ kind: 'said', text, atMs: Date.now() });
  return suggest ?? `errcode ${checked.errcode}`;
}

async function remind(_input: Fields, openid: string): Promise<unknown> {
  const sent = await callWeChat('subscribeMessage.send', {
    touser: openid,
    template_id: WEEKLY,
    page: 'pages/welcome/welcome?from=message',
    data: { thing1: { value: '这周你来了五天' }, number2: { value: 5 } },
  });
  return sent.errcode;
}

async function order(_input: Fields, openid: string): Promise<unknown> {
  const outTradeNo = `probe-${randomBytes(6).toString('hex')}`;
  await database.collection('orders').doc(outTradeNo).set({ state: 'unpaid' });
  const answer = await callPay('POST', '/v3/pay/transactions/jsapi', {
    appid: APPID,
    mchid: secrets.merchant.mchid,
    description: '季度会员',
    out_trade_no: outTradeNo,
    notify_url: `${machineUrl}/http/inbox/pay`,
    amount: { total: 2990 },
    payer: { openid },
  });
  return { outTradeNo, payment: paymentOf(String(answer['prepay_id'])) };
}

/** What is known of an order; where no notice has come, WeChat Pay is asked. */
async function findOrder({ outTradeNo = '' }: Fields): Promise<unknown> {
  const { data } = (await database.collection('orders').doc(outTradeNo).get()) as {
    data: { state: string }[];
  };
  if (data[0]?.state !== 'unpaid') return data[0]?.state;
  const path = `/v3/pay/transactions/out-trade-no/${outTradeNo}?mchid=${secrets.merchant.mchid}`;
  const { trade_state: state } = await callPay('GET', path);
  if (state !== 'SUCCESS') return 'unpaid';
  await database.collection('orders').doc(outTradeNo).update({ state: 'paid, found by asking' });
  return 'paid, found by asking';
}

async function facts(): Promise<unknown> {
  const { data } = await database.collection('facts').orderBy('atMs', 'asc').limit(100).get();
  return (data as { kind: string; text: string }[]).map(({ kind, text }) => `${kind}: ${text}`);
}
