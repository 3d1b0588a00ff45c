/** As entered in WeChat's console under 虚拟支付. */
export interface VirtualPaymentSettings {
  readonly offerId: string;
  readonly appKey: string;
  /** Of the sandbox, `env` 1. Without one, it is `appKey` too. */
  readonly sandboxAppKey?: string;
  /** 道具 that are published. Without a list, any is, at any price. */
  readonly products?: readonly Product[];
  /** How many 代币 a yuan buys. Without it they aren't published. */
  readonly coinsPerYuan?: number;
}

export interface Product {
  readonly productId: string;
  readonly title: string;
  readonly priceFen: number;
}

export const PRODUCTION = 0;
export const SANDBOX = 1;

export const appKeyOf = ({ appKey, sandboxAppKey }: VirtualPaymentSettings, env: number): string =>
  env === SANDBOX ? (sandboxAppKey ?? appKey) : appKey;
