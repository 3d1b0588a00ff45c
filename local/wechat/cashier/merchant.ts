import type { KeyObject } from 'node:crypto';

/** As agreed between a merchant and WeChat Pay. */
export interface MerchantSettings {
  readonly mchid: string;
  /** 32 characters: WeChat Pay seals its notices with it. */
  readonly apiV3Key: string;
  /** By which the phone's `paySign` is checked. */
  readonly merchantPublicKey: KeyObject;
  /** WeChat Pay's own, by which it signs notices. */
  readonly platform: { readonly serial: string; readonly privateKey: KeyObject };
}
