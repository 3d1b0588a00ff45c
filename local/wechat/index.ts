import type { ClientAnswer, JsonAnswer, OpenApiAnswer, RequestData } from './answers';
import { notifyByHand, refundByHand } from './by-hand';
import { isCallName, type CallName } from './call-names';
import { sendCard, type NewCard } from './cards';
import { payBill, requestPayment, type Bill } from './cashier/bills';
import { openCashier, type Cashier, type NoticeFate, type PaymentRequest } from './cashier/cashier';
import type { MerchantSettings } from './cashier/merchant';
import { readCodeUrl, type ReadCode } from './code-url';
import { aesKeyOf } from './crypto/message-crypt';
import { openDesk, type Desk, type MiniProgram, type WeChatOptions } from './desk';
import {
  groupEnterInfo,
  openByCloudId,
  setInGroup,
  type GroupEnterInfo,
  type GroupEntry,
  type OpenDataAnswer,
} from './groups';
import { login } from './login';
import { visit } from './members';
import { callOpenApi, type OpenApiOutcome } from './openapi';
import {
  deliverPushes,
  nextPushAtMs,
  pushNow,
  schedulePush,
  type PushOrder,
  type PushReply,
} from './push/outbox';
import {
  receivePush,
  signPush,
  type PushMessage,
  type ReceivedPush,
  type SignedPush,
} from './push/signed-push';
import type { Setting } from './setting';
import { checkBehaviour, checkKeywords, checkState, type InboxMessage, type WeChatState } from './state';
import { acceptsLeft, inboxOf, requestSubscribe, type SubscribeAnswer } from './subscriptions';
import type { SubscribeRequest } from './subscriptions';
import { isTemplateKey } from './template-values';
import { payVirtualBill } from './virtual-payment/pay';
import { requestVirtualPayment, type VirtualPaymentRequest } from './virtual-payment/request';
import { answerXpayCall, type XpayCall } from './virtual-payment/xpay';
import { answerCompatibleCall, type CompatibleAnswer, type CompatibleCall } from './wire/compatible-call';
import { answerJsonCall, type JsonCall, type JsonCallAnswer } from './wire/json-call';

export { checkState } from './state';
export { CLIENT_CALL_NAMES, OPEN_API_NAMES, XPAY_NAMES, type CallName } from './call-names';
export type { OpenedPayment, PaymentResult } from './cashier/cashier';
export type { PayAnswer } from './cashier/orders';
export type { SignedAnswer } from './cashier/answer-request';
export type { PayRequest } from './cashier/signed-request';
export type { SignedNotice } from './cashier/signed-notice';
export {
  makeMerchantKeys,
  merchantKeysSchema,
  merchantSettingsOf,
  type MerchantKeys,
} from './cashier/merchant-keys';
export { SCANNED_CODE } from './code-url';
export { isSigned, sign, unseal } from './crypto/pay-notice-crypt';
export { paySigOf, userSignatureOf } from './crypto/pay-sig';
export { openSealedData, type OpenDataRefusal, type SealedData } from './crypto/open-data-crypt';
export type { StateStore } from './desk';
export { handleWeChat, type WeChatServerOptions } from './http/handle';
export type { About, CardReceiver, PanelCalls, PhoneAnswer, PhoneCalls, StateAnswer } from './http/line';
export { isPushAnswered } from './push/answered';
export type { PushSettings } from './push/settings';
export { receivePush, type PushRefusal } from './push/signed-push';
export type { SubscribeChoice } from './subscriptions';
export type { Behaviour, CallRecord, Card, Keyword, MadeCode, Suggest } from './state';
export type { Template } from './template-values';
export type { Product, VirtualPaymentSettings } from './virtual-payment/settings';
export type {
  Bill,
  Cashier,
  ClientAnswer,
  CompatibleAnswer,
  CompatibleCall,
  GroupEnterInfo,
  GroupEntry,
  InboxMessage,
  JsonAnswer,
  JsonCall,
  JsonCallAnswer,
  MerchantSettings,
  MiniProgram,
  NewCard,
  NoticeFate,
  OpenApiAnswer,
  OpenApiOutcome,
  OpenDataAnswer,
  PaymentRequest,
  PushMessage,
  PushOrder,
  PushReply,
  ReadCode,
  ReceivedPush,
  RequestData,
  Setting,
  SignedPush,
  SubscribeAnswer,
  SubscribeRequest,
  VirtualPaymentRequest,
  WeChatOptions,
  WeChatState,
  XpayCall,
};

/** WeChat's servers, as far as a mini program on one machine meets them. */
export interface WeChat {
  readonly miniProgram: MiniProgram;
  /** What functions call. */
  readonly openApi: {
    readonly call: (name: string, data: RequestData) => Promise<OpenApiOutcome>;
    /** The SDK's action `wx.api`. */
    readonly answerJsonCall: (call: JsonCall) => Promise<JsonCallAnswer>;
    /** The SDK's action `wx.openApi`. */
    readonly answerCompatibleCall: (call: CompatibleCall) => Promise<CompatibleAnswer>;
  };
  /** What phones call. */
  readonly phone: {
    /** To be told of each launch and each call of a member's: several APIs ask when a member was last here. */
    readonly visit: (openid: string) => void;
    readonly login: (openid: string) => Promise<ClientAnswer<{ code: string }>>;
    readonly groupEnterInfo: (entry: GroupEntry) => Promise<ClientAnswer<GroupEnterInfo>>;
    readonly requestSubscribe: (request: SubscribeRequest) => Promise<SubscribeAnswer>;
    readonly acceptsLeft: (openid: string, templateId: string) => number;
    readonly inboxOf: (openid: string) => InboxMessage[];
    readonly readCode: (text: string) => ReadCode;
    /** To a member or into a group, who stand in `panel.state().cards`. */
    readonly sendCard: (card: NewCard) => Promise<ClientAnswer<{ id: string }>>;
    readonly requestPayment: (openid: string, request: PaymentRequest) => Promise<ClientAnswer<Bill>>;
    readonly requestVirtualPayment: (
      openid: string,
      request: VirtualPaymentRequest,
    ) => Promise<ClientAnswer<Bill>>;
    /** The member confirms a bill that one of the requests showed. */
    readonly pay: (openid: string, billId: string, fate: NoticeFate) => ClientAnswer<object>;
  };
  /** What stands in a function's event in place of a cloudID at its top level. */
  readonly openByCloudId: (cloudID: string, openid: string) => OpenDataAnswer;
  readonly push: {
    readonly schedule: (order: PushOrder) => string;
    readonly nextAtMs: () => number | undefined;
    readonly deliverDue: (
      deliver: (push: SignedPush, message: PushMessage) => Promise<boolean>,
    ) => Promise<number>;
    /** Once and at once, and kept like the others. */
    readonly now: (
      order: Omit<PushOrder, 'dueAtMs'>,
      signature: 'right' | 'wrong',
      deliver: (push: SignedPush) => Promise<PushReply>,
    ) => Promise<PushReply>;
    readonly sign: (message: PushMessage) => SignedPush;
    readonly receive: (push: SignedPush) => ReceivedPush;
  };
  /** undefined without a merchant. */
  readonly cashier: Cashier | undefined;
  /** Virtual payment's calls of a server, at `/xpay/…`; undefined without its settings. */
  readonly xpay: ((call: XpayCall) => Promise<JsonAnswer> | undefined) | undefined;
  /** What a panel sets and shows. */
  readonly panel: {
    /** From now on; an empty object is as the document says. */
    readonly behave: (name: string, behaviour: unknown) => Setting;
    readonly setKeywords: (keywords: unknown) => Setting;
    readonly setInGroup: (openid: string, opengid: string, isIn: boolean) => void;
    /** All that is left of an order, or a part. */
    readonly refund: (outTradeNo: string, refundFen?: number) => Setting;
    /** The notice of a payment, once more. */
    readonly notify: (outTradeNo: string) => Setting;
    readonly state: () => WeChatState;
    readonly restore: (state: unknown) => Setting;
  };
}

/** @throws TypeError for settings that can't be: a key of another length, a template's key of an unknown kind. */
export function createWeChat(options: WeChatOptions): WeChat {
  checkOptions(options);
  const desk = openDesk(options);
  const stored = options.store?.read();
  if (stored !== undefined) {
    const restored = restore(desk, stored);
    if (!restored.ok) throw new TypeError(`the stored state of WeChat: ${restored.message}`);
  }
  const { virtualPayment } = options;
  const cashier = options.merchant && openCashier(desk, options.merchant);
  return {
    miniProgram: options.miniProgram,
    openApi: {
      call: (name, data) => callOpenApi(desk, name, data),
      answerJsonCall: (call) => answerJsonCall(desk, call),
      answerCompatibleCall: (call) => answerCompatibleCall(desk, call),
    },
    phone: phoneOf(desk, cashier),
    openByCloudId: (cloudID, openid) => openByCloudId(desk, cloudID, openid),
    push: {
      schedule: (order) => schedulePush(desk, order),
      nextAtMs: () => nextPushAtMs(desk),
      deliverDue: (deliver) => deliverPushes(desk, deliver),
      now: (order, signature, deliver) => pushNow(desk, order, signature, deliver),
      sign: (message) => signPush(desk, message),
      receive: (push) => receivePush(push, desk.push, desk.miniProgram.appid),
    },
    cashier,
    xpay: virtualPayment && ((call) => answerXpayCall(desk, virtualPayment, call)),
    panel: panelOf(desk, options.merchant),
  };
}

function phoneOf(desk: Desk, cashier: Cashier | undefined): WeChat['phone'] {
  return {
    visit: (openid) => {
      visit(desk, openid);
      desk.save();
    },
    login: (openid) => login(desk, openid),
    groupEnterInfo: (entry) => groupEnterInfo(desk, entry),
    requestSubscribe: (request) => requestSubscribe(desk, request),
    acceptsLeft: (openid, templateId) => acceptsLeft(desk, openid, templateId),
    inboxOf: (openid) => inboxOf(desk, openid),
    readCode: (text) => readCodeUrl(desk.publicUrl, text),
    sendCard: (card) => sendCard(desk, card),
    requestPayment: (openid, request) => requestPayment(desk, cashier, openid, request),
    requestVirtualPayment: (openid, request) => requestVirtualPayment(desk, openid, request),
    pay: (openid, billId, fate) =>
      payBill(desk, cashier, openid, billId, fate) ??
      payVirtualBill(desk, openid, billId, fate) ??
      NO_SUCH_BILL,
  };
}

const NO_SUCH_BILL: ClientAnswer<object> = {
  ok: false,
  error: { errMsg: 'requestPayment:fail UNKNOWN_BILL', errCode: -1 },
};

function panelOf(desk: Desk, merchant: MerchantSettings | undefined): WeChat['panel'] {
  return {
    behave: (name, behaviour) => behave(desk, name, behaviour),
    setKeywords: (keywords) => {
      const checked = checkKeywords(keywords);
      if (!checked.ok) return checked;
      desk.state.keywords = checked.value;
      desk.save();
      return { ok: true };
    },
    setInGroup: (openid, opengid, isIn) => setInGroup(desk, openid, opengid, isIn),
    refund: (outTradeNo, refundFen) => refundByHand(desk, merchant, outTradeNo, refundFen),
    notify: (outTradeNo) => notifyByHand(desk, outTradeNo),
    state: () => structuredClone(desk.state),
    restore: (state) => restore(desk, state),
  };
}

function behave(desk: Desk, name: string, behaviour: unknown): Setting {
  if (!isCallName(name)) return { ok: false, message: `${name} is not a call of the local WeChat` };
  const checked = checkBehaviour(behaviour);
  if (!checked.ok) return checked;
  desk.state.behaviours[name satisfies CallName] = checked.value;
  desk.save();
  return { ok: true };
}

function restore(desk: Desk, state: unknown): Setting {
  const checked = checkState(state);
  if (!checked.ok) return checked;
  desk.state = structuredClone(checked.value);
  desk.save();
  return { ok: true };
}

function checkOptions({ miniProgram, push, merchant }: WeChatOptions): void {
  const foreign = miniProgram.templates.flatMap(({ keys }) => keys).find((key) => !isTemplateKey(key));
  if (foreign !== undefined) throw new TypeError(`templates: there is no kind of value as in ${foreign}`);
  if (push.mode === 'encrypted' && aesKeyOf(push.encodingAesKey) === undefined) {
    throw new TypeError('push.encodingAesKey: expected 43 letters and digits');
  }
  if (merchant && Buffer.byteLength(merchant.apiV3Key) !== 32) {
    throw new TypeError('merchant.apiV3Key: expected 32 characters');
  }
}
