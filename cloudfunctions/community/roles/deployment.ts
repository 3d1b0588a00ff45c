/** What the deployment says of owners. */
export interface Deployment {
  /** Member ids of owners that are so by the settings, without any document. */
  readonly owners: readonly string[];
  /** SHA-256 of the code with which the first owner claims the community. */
  readonly claimHash: Buffer;
}

/** No code has this hash, so without the setting every claim fails in the same way as a wrong one. */
const HASH_OF_NOTHING = '0'.repeat(64);

/** @throws Error at load where the claim's hash is none. */
export function deploymentOf(environment: Readonly<Record<string, string | undefined>>): Deployment {
  const claim = environment.QUNJIE_OWNER_CLAIM || HASH_OF_NOTHING;
  if (!/^[0-9a-f]{64}$/i.test(claim)) {
    throw new Error("QUNJIE_OWNER_CLAIM must be the code's SHA-256, 64 hexadecimal digits.");
  }
  return {
    owners: (environment.QUNJIE_OWNERS ?? '').split(',').filter(Boolean),
    claimHash: Buffer.from(claim, 'hex'),
  };
}
