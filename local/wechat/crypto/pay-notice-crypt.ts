/**
 * Sealing and signing of WeChat Pay's notices.
 * Taken from published documents: pay.weixin.qq.com/wiki/doc/apiv3_partner/wechatpay/wechatpay4_2.shtml (证书和回调报文解密)
 * and …/docs/merchant/products/notification/introduction.html (支付成功回调通知): AEAD_AES_256_GCM with the APIv3 key,
 * RSA with SHA-256 over time, nonce and body.
 */
import { createCipheriv, createDecipheriv, createSign, createVerify, type KeyObject } from 'node:crypto';

const TAG_BYTES = 16;
const AES = 'aes-256-gcm';

export interface SealParts {
  readonly key: Buffer;
  readonly nonce: Buffer;
  readonly associatedData: Buffer;
}

/** @returns the sealed bytes with their tag at the end, as `resource.ciphertext` carries them in base64. */
export function seal(plain: Buffer, { key, nonce, associatedData }: SealParts): Buffer {
  const cipher = createCipheriv(AES, key, nonce).setAAD(associatedData);
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** @returns undefined where anything is not as it was sealed. */
export function unseal(sealed: Buffer, { key, nonce, associatedData }: SealParts): Buffer | undefined {
  if (sealed.length < TAG_BYTES) return undefined;
  try {
    const aes = createDecipheriv(AES, key, nonce, { authTagLength: TAG_BYTES }).setAAD(associatedData);
    aes.setAuthTag(sealed.subarray(-TAG_BYTES));
    return Buffer.concat([aes.update(sealed.subarray(0, -TAG_BYTES)), aes.final()]);
  } catch {
    return undefined;
  }
}

/** Each part on a line of its own, the last one too. */
const signedText = (parts: readonly string[]): string => parts.map((part) => `${part}\n`).join('');

export const sign = (privateKey: KeyObject, ...parts: readonly string[]): string =>
  createSign('RSA-SHA256').update(signedText(parts)).sign(privateKey, 'base64');

export const isSigned = (publicKey: KeyObject, signature: string, ...parts: readonly string[]): boolean =>
  createVerify('RSA-SHA256').update(signedText(parts)).verify(publicKey, signature, 'base64');
