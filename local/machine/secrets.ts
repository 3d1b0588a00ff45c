import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { HostError, writeAside } from '../host';
import { makeMerchantKeys, merchantKeysSchema } from '../wechat';

export const SECRETS_FILE = 'secrets.json';

const schema = v.strictObject({
  push: v.strictObject({ token: v.string(), encodingAesKey: v.pipe(v.string(), v.length(43)) }),
  appSecret: v.string(),
  offerId: v.string(),
  appKey: v.string(),
  merchant: merchantKeysSchema,
});

/** What a developer would copy from WeChat's consoles. Made once, so that what was signed yesterday is still good. */
export type Secrets = v.InferOutput<typeof schema>;

/** @throws HostError for a file that was damaged. */
export async function keptSecrets(folder: string): Promise<Secrets> {
  const file = path.join(folder, SECRETS_FILE);
  if (!existsSync(file)) {
    const made = await makeSecrets();
    writeAside(file, JSON.stringify(made));
    return made;
  }
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), readFileSync(file, 'utf8'));
  if (read.success) return read.output;
  throw new HostError(
    `${file} is damaged. Delete it: new secrets are made, and what was signed before is not good any more.`,
  );
}

async function makeSecrets(): Promise<Secrets> {
  return {
    push: {
      token: secret(16),
      encodingAesKey: randomBytes(32).toString('base64').replace(/[+/=]/g, 'x').slice(0, 43),
    },
    appSecret: secret(16),
    offerId: '1450000001',
    appKey: secret(16),
    merchant: await makeMerchantKeys(),
  };
}

const secret = (sizeBytes: number): string => randomBytes(sizeBytes).toString('hex');
