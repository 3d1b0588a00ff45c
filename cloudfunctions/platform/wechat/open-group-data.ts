import { createDecipheriv } from 'node:crypto';
import * as v from 'valibot';

export interface SealedGroupData {
  /** Both as `wx.getGroupEnterInfo` gave them to the page. */
  readonly encryptedData: string;
  readonly iv: string;
  readonly sessionKey: string;
  readonly appid: string;
  readonly nowMs: number;
}

export type GroupData = { readonly opengid: string } | { readonly refused: GroupRefusal };

export type GroupRefusal =
  /** No sealed data at all: other letters, other lengths. */
  | 'DAMAGED'
  /** Not sealed with this session key, changed since, or not about a group. A newer login makes a newer key. */
  | 'FORGED'
  | 'FOREIGN_APP'
  /** Sealed more than five minutes away from now. */
  | 'STALE';

const BLOCK_BYTES = 16;
const MAX_SEALED_BYTES = 4096;
/** As long as WeChat itself keeps the same data under a cloudID. */
const MAX_AGE_MS = 5 * 60_000;

const DataSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    opengid: v.pipe(v.string(), v.nonEmpty(), v.maxLength(128)),
    watermark: v.object({ appid: v.string(), timestamp: v.number() }),
  }),
);

/**
 * The group that a mini program was opened from: AES-128-CBC, PKCS#7, and a watermark
 * (developers.weixin.qq.com/miniprogram/dev/framework/open-ability/signature.html, 开放数据校验与解密). Whatever is
 * wrong with the plain text is one refusal: two would tell a guesser how near he is.
 *
 * The seal hides but does not sign: who sends another `iv` changes the first sixteen bytes, and with them the first
 * letters of the opengid. Where much hangs on the group, take it by cloudID, which the platform opens itself.
 */
export function openGroupData({ encryptedData, iv, sessionKey, appid, nowMs }: SealedGroupData): GroupData {
  const [sealed, start, key] = [encryptedData, iv, sessionKey].map(bytesIn);
  if (sealed === undefined || start?.length !== BLOCK_BYTES || key?.length !== BLOCK_BYTES) {
    return { refused: 'DAMAGED' };
  }
  if (sealed.length === 0 || sealed.length % BLOCK_BYTES !== 0 || sealed.length > MAX_SEALED_BYTES) {
    return { refused: 'DAMAGED' };
  }
  const opened = v.safeParse(DataSchema, decrypted(sealed, key, start));
  if (!opened.success) return { refused: 'FORGED' };
  const { opengid, watermark } = opened.output;
  if (watermark.appid !== appid) return { refused: 'FOREIGN_APP' };
  const isFresh = Math.abs(nowMs - watermark.timestamp * 1000) <= MAX_AGE_MS;
  return isFresh ? { opengid } : { refused: 'STALE' };
}

/** @returns undefined where it is not base64. */
function bytesIn(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}

function decrypted(sealed: Buffer, key: Buffer, start: Buffer): string | undefined {
  try {
    const aes = createDecipheriv('aes-128-cbc', key, start);
    return Buffer.concat([aes.update(sealed), aes.final()]).toString('utf8');
  } catch {
    // Another padding than PKCS#7's: another key, or other bytes.
    return undefined;
  }
}
