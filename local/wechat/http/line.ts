import type { ClientAnswer } from '../answers';
import type { Bill } from '../cashier/bills';
import type { NoticeFate } from '../cashier/cashier';
import type { GroupEnterInfo } from '../groups';
import type { SubscribeChoice } from '../subscriptions';
import type { WeChatState } from '../state';

/** `GET /wechat/about`: whom and what one can choose between. */
export interface About {
  readonly appid: string;
  /** The mini program's, as a card and a bill show it. */
  readonly name: string;
  readonly persons: readonly { readonly openid: string; readonly label: string }[];
  readonly groups: readonly { readonly opengid: string; readonly name: string }[];
  readonly templates: readonly { readonly id: string; readonly title: string }[];
  /** Whether `wx.requestPayment` has a merchant. */
  readonly hasCashier: boolean;
  readonly hasVirtualPayment: boolean;
}

/** `GET /wechat/state` */
export type StateAnswer = WeChatState;

export type { Bill };

export type CardReceiver = { readonly openid: string } | { readonly opengid: string };

/**
 * `POST /wechat/phone/<name>` with the header `x-wx-openid`, JSON both ways: what a phone asks WeChat's servers. Answered with
 * HTTP 200 and a `ClientAnswer`, whose `error` is what goes to `fail`.
 */
export interface PhoneCalls {
  /** To be told of each launch. */
  visit: { ask: object; answer: object };
  login: { ask: object; answer: { code: string } };
  getGroupEnterInfo: { ask: { opengid?: string }; answer: GroupEnterInfo };
  requestSubscribeMessage: {
    ask: { tmplIds: string[]; choices: Record<string, SubscribeChoice> };
    answer: Record<string, string>;
  };
  /** What a scanner read: which page a code of this mini program opens. `path` carries the scene, encoded. */
  scanCode: { ask: { text: string }; answer: { page: string; scene: string; path: string } };
  /** An empty title is the mini program's name, an empty path its first page. A picture has 64 KB at most, as an address. */
  sendCard: {
    ask: { title: string; path: string; imageUrl: string; to: CardReceiver };
    answer: { id: string };
  };
  requestPayment: {
    ask: { timeStamp: string; nonceStr: string; package: string; signType: string; paySign: string };
    answer: Bill;
  };
  requestVirtualPayment: {
    ask: { mode: string; signData: string; paySig: string; signature: string };
    answer: Bill;
  };
  /** The member confirms a bill, of either kind. */
  pay: { ask: { billId: string; notice: NoticeFate }; answer: object };
}

export type PhoneAnswer<Name extends keyof PhoneCalls> = ClientAnswer<PhoneCalls[Name]['answer']>;

/**
 * Besides, for servers, as the documents describe them: `/wechat/pay/v3/…` is WeChat Pay's https://api.mch.weixin.qq.com/v3/…, and
 * `/wechat/api/xpay/…` is virtual payment's https://api.weixin.qq.com/xpay/…; what they sign begins at `/v3` and `/xpay`.
 * `GET /wechat/api/sns/jscode2session` is https://api.weixin.qq.com/sns/jscode2session.
 *
 * `POST /wechat/panel/<name>`, JSON both ways: what only a panel does. HTTP 200 with `{ok: true, …}`, or 400 with
 * `{ok: false, code, message}`, and nothing changed.
 */
export interface PanelCalls {
  behave: { ask: { name: string; behaviour: object }; answer: object };
  keywords: { ask: { keywords: unknown[] }; answer: object };
  inGroup: { ask: { openid: string; opengid: string; isIn: boolean }; answer: object };
  /** Sends a push at once, whoever receives it, and tells what came back: status 0 where nobody answered. */
  push: {
    ask: {
      event: string;
      openid?: string;
      fields?: Record<string, unknown>;
      signature?: 'right' | 'wrong';
    };
    answer: { status: number; body: string };
  };
  /** All that is left of an order of either kind, or a part. */
  refund: { ask: { outTradeNo: string; refundFen?: number }; answer: object };
  /** The news of a payment once more: the notice, or the push. */
  notify: { ask: { outTradeNo: string }; answer: object };
}
