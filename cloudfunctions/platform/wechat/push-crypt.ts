/**
 * Signature and encryption of message push
 * (developers.weixin.qq.com/miniprogram/dev/framework/server-ability/message-push.html, 消息推送, and
 * developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/api/Before_Develop/Technical_Plan.html).
 */
import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto';

const RANDOM_BYTES = 16;
const LENGTH_BYTES = 4;
const START_BYTES = 16;
/** PKCS#7 to the length of the key; AES itself fills up to 16. */
const MAX_PADDING_BYTES = 32;

/** SHA-1 of the parts in the order of the dictionary. Compared in constant time. */
export function isSignedBy(signature: string | undefined, parts: readonly string[]): boolean {
  const text = [...parts].sort().join('');
  const expected = createHash('sha1').update(text).digest('hex');
  const [given, wanted] = [Buffer.from(signature ?? ''), Buffer.from(expected)];
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

/** @returns undefined where this key does not open it. */
export function openEncrypted(
  encrypted: string,
  encodingAesKey: string,
): { readonly message: string; readonly appid: string } | undefined {
  const plain = unpadded(decrypted(encrypted, Buffer.from(`${encodingAesKey}=`, 'base64')));
  const from = RANDOM_BYTES + LENGTH_BYTES;
  if (plain === undefined || plain.length < from) return undefined;
  const to = from + plain.readUInt32BE(RANDOM_BYTES);
  if (to > plain.length) return undefined;
  return { message: plain.toString('utf8', from, to), appid: plain.toString('utf8', to) };
}

function decrypted(encrypted: string, key: Buffer): Buffer | undefined {
  try {
    const aes = createDecipheriv('aes-256-cbc', key, key.subarray(0, START_BYTES)).setAutoPadding(false);
    return Buffer.concat([aes.update(encrypted, 'base64'), aes.final()]);
  } catch {
    // A key of another length, or not whole blocks.
    return undefined;
  }
}

function unpadded(plain: Buffer | undefined): Buffer | undefined {
  const padding = plain?.at(-1) ?? 0;
  if (plain === undefined || padding < 1 || padding > Math.min(MAX_PADDING_BYTES, plain.length)) {
    return undefined;
  }
  const text = plain.subarray(0, -padding);
  return plain.subarray(-padding).every((byte) => byte === padding) ? text : undefined;
}
