import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** What is sealed apart: what is read of one kind says nothing of another. */
type Purpose = 'sealed openid' | 'sealed address' | 'sealed code' | 'code fingerprint' | 'draw seed';

/** Another key for each purpose, from the one secret (RFC 5869). */
const keyFor = (secret: string, purpose: Purpose): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', `qunjie ${purpose}`, 32));

/** What must not be readable in the database: who has no key learns nothing, and cannot tell whether two are the same. */
export interface Vault {
  /** Another text each time. @returns base64url of iv, AES-256-GCM's tag and text. */
  seal(text: string, purpose: Purpose): string;
  /** @returns undefined where it was not sealed with this key and for this purpose, or was changed since. */
  open(sealed: string, purpose: Purpose): string | undefined;
  /** The same for the same text, and nobody finds the text by trying. 43 characters of base64url. */
  fingerprintOf(text: string): string;
  /** 32 bytes that follow from the label, and that nobody without the key can foresee. */
  seedOf(label: string): Buffer;
}

export const vaultOf = (secret: string, randomBytes: (count: number) => Buffer): Vault => ({
  seal(text, purpose) {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', keyFor(secret, purpose), iv);
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
  },

  open(sealed, purpose) {
    const bytes = Buffer.from(sealed, 'base64url');
    if (bytes.length <= IV_BYTES + TAG_BYTES) return undefined;
    const [iv, tag, text] = [
      bytes.subarray(0, IV_BYTES),
      bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES),
      bytes.subarray(IV_BYTES + TAG_BYTES),
    ];
    try {
      const decipher = createDecipheriv('aes-256-gcm', keyFor(secret, purpose), iv).setAuthTag(tag);
      return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
    } catch {
      return undefined;
    }
  },

  fingerprintOf: (text) =>
    createHmac('sha256', keyFor(secret, 'code fingerprint')).update(text).digest('base64url'),

  seedOf: (label) => createHmac('sha256', keyFor(secret, 'draw seed')).update(label).digest(),
});
