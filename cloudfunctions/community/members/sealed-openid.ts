import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Another key than the member ids', from the same secret (RFC 5869). */
const keyOf = (key: string): Buffer => Buffer.from(hkdfSync('sha256', key, '', 'qunjie sealed openid', 32));

/**
 * The openid as it is stored: whoever reads the database learns no openid, and cannot tell whether two are the same.
 * @returns base64url of iv, AES-256-GCM's tag and text.
 */
export function sealOpenid(openid: string, key: string, randomBytes: (count: number) => Buffer): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyOf(key), iv);
  const sealed = Buffer.concat([cipher.update(openid, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** @returns undefined where it was not sealed with this key, or was changed since. */
export function openOpenid(sealed: string, key: string): string | undefined {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length <= IV_BYTES + TAG_BYTES) return undefined;
  const [iv, tag, text] = [
    bytes.subarray(0, IV_BYTES),
    bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES),
    bytes.subarray(IV_BYTES + TAG_BYTES),
  ];
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyOf(key), iv).setAuthTag(tag);
    return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}
