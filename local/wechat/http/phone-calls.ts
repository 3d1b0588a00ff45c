import * as v from 'valibot';
import { checkedCall, type CheckedCall } from './checked-call';
import type { PhoneAnswer, PhoneCalls } from './line';
import type { WeChatServerOptions } from './options';

type Name = keyof PhoneCalls;

export interface PhoneContext extends WeChatServerOptions {
  /** Who holds the phone. */
  readonly openid: string;
}

const phoneCall = <N extends Name>(
  ask: v.GenericSchema<unknown, PhoneCalls[N]['ask']>,
  answer: (context: PhoneContext, ask: PhoneCalls[N]['ask']) => PhoneAnswer<N> | Promise<PhoneAnswer<N>>,
): CheckedCall<PhoneContext> =>
  checkedCall(ask, async (context, given) => ({ status: 200, body: await answer(context, given) }));

const text = (maxLength: number) => v.pipe(v.string(), v.maxLength(maxLength));
const id = v.pipe(text(128), v.nonEmpty());
const nothing = v.strictObject({});

const SCAN_MESSAGES = {
  NOT_A_CODE: 'not a code of a mini program',
  CODE_OF_ANOTHER_PLACE: 'a code of another place',
  INVALID_SCENE: 'invalid scene',
} as const;

const failed = (errMsg: string) => ({ ok: false as const, error: { errMsg, errCode: -1 } });

export const phoneCalls: Readonly<Record<Name, CheckedCall<PhoneContext>>> = {
  visit: phoneCall<'visit'>(nothing, ({ wechat, openid }) => {
    wechat.phone.visit(openid);
    return { ok: true, result: { errMsg: 'visit:ok' } };
  }),

  login: phoneCall<'login'>(nothing, ({ wechat, openid }) => wechat.phone.login(openid)),

  getGroupEnterInfo: phoneCall<'getGroupEnterInfo'>(
    v.strictObject({ opengid: v.exactOptional(id) }),
    ({ wechat, groups, openid }, { opengid }) => {
      const group = groups.find((known) => known.opengid === opengid);
      return wechat.phone.groupEnterInfo({ openid, opengid: group?.opengid });
    },
  ),

  requestSubscribeMessage: phoneCall<'requestSubscribeMessage'>(
    v.strictObject({
      tmplIds: v.pipe(v.array(id), v.maxLength(20)),
      choices: v.record(id, v.picklist(['accept', 'reject', 'ban', 'filter'])),
    }),
    ({ wechat, openid }, ask) => wechat.phone.requestSubscribe({ openid, ...ask }),
  ),

  scanCode: phoneCall<'scanCode'>(v.strictObject({ text: text(4096) }), ({ wechat }, ask) => {
    const code = wechat.phone.readCode(ask.text);
    if (!code.ok) return failed(`scanCode:fail ${SCAN_MESSAGES[code.code]}`);
    const { page, scene } = code;
    const path = `${page}?scene=${encodeURIComponent(scene)}`;
    return { ok: true, result: { errMsg: 'scanCode:ok', page, scene, path } };
  }),

  sendCard: phoneCall<'sendCard'>(
    v.strictObject({
      title: text(128),
      path: text(1024),
      imageUrl: text(64 * 1024),
      to: v.union([v.strictObject({ openid: id }), v.strictObject({ opengid: id })]),
    }),
    ({ wechat, name, persons, groups, openid: fromOpenid }, { title, to, ...card }) => {
      const isKnown =
        'openid' in to
          ? persons.some(({ openid }) => openid === to.openid)
          : groups.some(({ opengid }) => opengid === to.opengid);
      if (!isKnown) return failed('shareAppMessage:fail unknown receiver');
      return wechat.phone.sendCard({ fromOpenid, title: title || name, to, ...card });
    },
  ),

  requestPayment: phoneCall<'requestPayment'>(
    v.strictObject({
      timeStamp: text(32),
      nonceStr: text(32),
      package: text(128),
      signType: text(32),
      paySign: text(1024),
    }),
    ({ wechat, openid }, ask) => wechat.phone.requestPayment(openid, ask),
  ),

  requestVirtualPayment: phoneCall<'requestVirtualPayment'>(
    v.strictObject({ mode: text(32), signData: text(8192), paySig: text(128), signature: text(128) }),
    ({ wechat, openid }, ask) => wechat.phone.requestVirtualPayment(openid, ask),
  ),

  pay: phoneCall<'pay'>(
    v.strictObject({ billId: id, notice: v.picklist(['once', 'lost', 'twice']) }),
    ({ wechat, openid }, { billId, notice }) => wechat.phone.pay(openid, billId, notice),
  ),
};
