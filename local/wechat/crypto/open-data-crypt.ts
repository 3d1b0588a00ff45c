/**
 * `encryptedData` and `iv` of open data.
 * Taken from a published document: developers.weixin.qq.com/miniprogram/dev/framework/open-ability/signature.html
 * (开放数据校验与解密). The refusals are those of its sample WXBizDataCrypt.
 */
import { createCipheriv, createDecipheriv } from 'node:crypto';

const BLOCK_BYTES = 16;
const AES = 'aes-128-cbc';

export interface SealedData {
  readonly encryptedData: string;
  readonly iv: string;
}

export type OpenDataRefusal = 'ILLEGAL_SESSION_KEY' | 'ILLEGAL_IV' | 'ILLEGAL_BUFFER' | 'FOREIGN_APPID';

export type OpenedData =
  | { readonly ok: true; readonly data: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly code: OpenDataRefusal };

export function sealOpenData(data: object, sessionKey: string, iv: Buffer): SealedData {
  const cipher = createCipheriv(AES, Buffer.from(sessionKey, 'base64'), iv);
  const sealed = Buffer.concat([cipher.update(JSON.stringify(data), 'utf8'), cipher.final()]);
  return { encryptedData: sealed.toString('base64'), iv: iv.toString('base64') };
}

export function openSealedData(sealed: SealedData, sessionKey: string, appid: string): OpenedData {
  const key = Buffer.from(sessionKey, 'base64');
  const iv = Buffer.from(sealed.iv, 'base64');
  if (key.length !== BLOCK_BYTES) return { ok: false, code: 'ILLEGAL_SESSION_KEY' };
  if (iv.length !== BLOCK_BYTES) return { ok: false, code: 'ILLEGAL_IV' };
  const data = decrypted(Buffer.from(sealed.encryptedData, 'base64'), key, iv);
  if (data === undefined) return { ok: false, code: 'ILLEGAL_BUFFER' };
  const watermark = data['watermark'] as { appid?: unknown } | null | undefined;
  return watermark?.appid === appid ? { ok: true, data } : { ok: false, code: 'FOREIGN_APPID' };
}

function decrypted(sealed: Buffer, key: Buffer, iv: Buffer): Readonly<Record<string, unknown>> | undefined {
  try {
    const aes = createDecipheriv(AES, key, iv);
    const data: unknown = JSON.parse(Buffer.concat([aes.update(sealed), aes.final()]).toString('utf8'));
    return typeof data === 'object' && data !== null && !Array.isArray(data)
      ? (data as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    // A wrong padding or no JSON: another key, or a damaged text.
    return undefined;
  }
}
