import { createPrivateKey, createPublicKey, generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import * as v from 'valibot';
import type { MerchantSettings } from './merchant';

const text = v.pipe(v.string(), v.nonEmpty());
const privatePem = v.pipe(v.string(), v.startsWith('-----BEGIN PRIVATE KEY-----'));
const publicPem = v.pipe(v.string(), v.startsWith('-----BEGIN PUBLIC KEY-----'));

/** What merchant and WeChat Pay know of each other, as plain JSON: to be made once and kept, since it is what signs. */
export const merchantKeysSchema = v.strictObject({
  mchid: text,
  apiV3Key: v.pipe(v.string(), v.length(32)),
  /** Of the merchant's certificate: `serial_no` of its requests. */
  serial: text,
  /** The merchant's own: it signs requests and `paySign`. It is for the functions, not for WeChat Pay. */
  privateKey: privatePem,
  publicKey: publicPem,
  platform: v.strictObject({ serial: text, privateKey: privatePem, publicKey: publicPem }),
});

export type MerchantKeys = v.InferOutput<typeof merchantKeysSchema>;

const MCHID = '1900000109';

/** Made by the machine's own chance, whatever chance WeChat is given: they outlive it. */
export async function makeMerchantKeys(): Promise<MerchantKeys> {
  const [own, platform] = await Promise.all([newKeyPair(), newKeyPair()]);
  return {
    mchid: MCHID,
    apiV3Key: randomBytes(16).toString('hex'),
    serial: newSerial(),
    ...own,
    platform: { serial: newSerial(), ...platform },
  };
}

const newSerial = (): string => randomBytes(20).toString('hex').toUpperCase();

const newKeyPair = (): Promise<{ publicKey: string; privateKey: string }> =>
  promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });

/** WeChat Pay's half. @throws where a PEM holds no key. */
export const merchantSettingsOf = ({
  mchid,
  apiV3Key,
  serial,
  publicKey,
  platform,
}: MerchantKeys): MerchantSettings => ({
  mchid,
  apiV3Key,
  serial,
  merchantPublicKey: createPublicKey(publicKey),
  platform: { serial: platform.serial, privateKey: createPrivateKey(platform.privateKey) },
});
