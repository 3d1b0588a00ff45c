import type { KeyObject } from 'node:crypto';

/** As agreed between a merchant and WeChat Pay. */
export interface MerchantSettings {
  readonly mchid: string;
  /** 32 characters: WeChat Pay seals its notices with it. */
  readonly apiV3Key: string;
  /** Of the merchant's certificate. Without one, any `serial_no` of a request is taken. */
  readonly serial?: string;
  /** By which the phone's `paySign` and the merchant's requests are checked. */
  readonly merchantPublicKey: KeyObject;
  /** WeChat Pay's own, by which it signs notices and answers. */
  readonly platform: { readonly serial: string; readonly privateKey: KeyObject };
}
