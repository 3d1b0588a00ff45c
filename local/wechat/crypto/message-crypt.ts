/**
 * Signature and encryption of message push.
 * Taken from published documents: developers.weixin.qq.com/miniprogram/dev/framework/server-ability/message-push.html
 * (消息推送) and …/doc/oplatform/Third-party_Platforms/2.0/api/Before_Develop/Technical_Plan.html (加密解密技术方案).
 */
import { createCipheriv, createDecipheriv, createHash, timingSafeEqual } from 'node:crypto';

const RANDOM_BYTES = 16;
const LENGTH_BYTES = 4;
/** PKCS#7, but to the size of the key: AES itself would be content with 16. */
const PADDED_TO_BYTES = 32;
const AES = 'aes-256-cbc';

export type MessageRefusal = 'ILLEGAL_AES_KEY' | 'DAMAGED_MESSAGE' | 'FOREIGN_APPID';

export type Decrypted =
  { readonly ok: true; readonly message: string } | { readonly ok: false; readonly code: MessageRefusal };

/** `signature` over token, timestamp and nonce; `msg_signature` over these and the encrypted text. */
export function signatureOf(...parts: readonly string[]): string {
  return createHash('sha1')
    .update([...parts].sort().join(''))
    .digest('hex');
}

export function isSignature(given: unknown, ...parts: readonly string[]): boolean {
  if (typeof given !== 'string') return false;
  const expected = Buffer.from(signatureOf(...parts));
  const actual = Buffer.from(given);
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}

/** @returns undefined where it isn't 43 letters and digits. */
export function aesKeyOf(encodingAesKey: string): Buffer | undefined {
  return /^[A-Za-z0-9]{43}$/.test(encodingAesKey) ? Buffer.from(`${encodingAesKey}=`, 'base64') : undefined;
}

/** @param random 16 bytes of chance, so that equal messages don't look equal. */
export function encryptMessage(message: string, appid: string, aesKey: Buffer, random: Buffer): string {
  if (random.length !== RANDOM_BYTES) throw new RangeError(`${RANDOM_BYTES} bytes of chance are needed`);
  const bytes = Buffer.from(message);
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(bytes.length);
  const plain = Buffer.concat([random, length, bytes, Buffer.from(appid)]);
  const padding = PADDED_TO_BYTES - (plain.length % PADDED_TO_BYTES);
  const cipher = createCipheriv(AES, aesKey, aesKey.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([plain, Buffer.alloc(padding, padding)]);
  return Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64');
}

export function decryptMessage(encrypted: string, appid: string, encodingAesKey: string): Decrypted {
  const aesKey = aesKeyOf(encodingAesKey);
  if (aesKey === undefined) return { ok: false, code: 'ILLEGAL_AES_KEY' };
  const plain = unpadded(decipher(Buffer.from(encrypted, 'base64'), aesKey));
  if (plain === undefined || plain.length < RANDOM_BYTES + LENGTH_BYTES) return damaged;
  const end = RANDOM_BYTES + LENGTH_BYTES + plain.readUInt32BE(RANDOM_BYTES);
  if (end > plain.length) return damaged;
  if (plain.toString('utf8', end) !== appid) return { ok: false, code: 'FOREIGN_APPID' };
  return { ok: true, message: plain.toString('utf8', RANDOM_BYTES + LENGTH_BYTES, end) };
}

const damaged: Decrypted = { ok: false, code: 'DAMAGED_MESSAGE' };

function decipher(encrypted: Buffer, aesKey: Buffer): Buffer | undefined {
  try {
    const aes = createDecipheriv(AES, aesKey, aesKey.subarray(0, 16)).setAutoPadding(false);
    return Buffer.concat([aes.update(encrypted), aes.final()]);
  } catch {
    // Not a whole number of blocks.
    return undefined;
  }
}

function unpadded(plain: Buffer | undefined): Buffer | undefined {
  const padding = plain?.at(-1) ?? 0;
  if (plain === undefined || padding < 1 || padding > PADDED_TO_BYTES || padding > plain.length) {
    return undefined;
  }
  const tail = plain.subarray(-padding);
  return tail.every((byte) => byte === padding) ? plain.subarray(0, -padding) : undefined;
}
