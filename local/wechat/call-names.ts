/** Calls of a server, by the names under which a cloud function calls them. */
export const OPEN_API_NAMES = [
  'wxacode.getUnlimited',
  'security.msgSecCheck',
  'security.mediaCheckAsync',
  'subscribeMessage.send',
  'riskControl.getUserRiskRank',
  'auth.code2Session',
] as const;

export type OpenApiName = (typeof OPEN_API_NAMES)[number];

/** Calls of a phone whose answer WeChat's servers make. */
export const CLIENT_CALL_NAMES = [
  'login',
  'getGroupEnterInfo',
  'requestSubscribeMessage',
  'shareAppMessage',
  'requestPayment',
  'requestVirtualPayment',
] as const;

export type ClientCallName = (typeof CLIENT_CALL_NAMES)[number];

/** Calls of a server to virtual payment, by their paths. */
export const XPAY_NAMES = ['/xpay/query_order', '/xpay/notify_provide_goods', '/xpay/refund_order'] as const;

export type XpayName = (typeof XPAY_NAMES)[number];

export type CallName = OpenApiName | ClientCallName | XpayName;

export const isOpenApiName = (name: string): name is OpenApiName =>
  (OPEN_API_NAMES as readonly string[]).includes(name);

export const isXpayName = (name: string): name is XpayName =>
  (XPAY_NAMES as readonly string[]).includes(name);

export const isCallName = (name: string): name is CallName =>
  isOpenApiName(name) || isXpayName(name) || (CLIENT_CALL_NAMES as readonly string[]).includes(name);
