/** What the deployment says of owners. */
export interface Deployment {
  /** Member ids of owners that are so by the settings, without any document. */
  readonly owners: readonly string[];
  /** Whether a code has been given out with which the first owner claims the community. */
  readonly hasClaim: boolean;
  /** SHA-256 of that code. */
  readonly claimHash: Buffer;
  /** Whether any member may become the first owner, without a code. */
  readonly isOffered: boolean;
}

/** No code has this hash, so without the setting every claim fails in the same way as a wrong one. */
const HASH_OF_NOTHING = '0'.repeat(64);

/** @throws Error at load where a setting is none. */
export function deploymentOf(environment: Readonly<Record<string, string | undefined>>): Deployment {
  const { QUNJIE_OWNERS: owners = '', QUNJIE_OWNER_OFFER: offer = '' } = environment;
  const claim = environment.QUNJIE_OWNER_CLAIM || HASH_OF_NOTHING;
  if (!/^[0-9a-f]{64}$/i.test(claim)) {
    throw new Error("QUNJIE_OWNER_CLAIM must be the code's SHA-256, 64 hexadecimal digits.");
  }
  if (offer !== '' && offer !== 'first-member') {
    throw new Error('QUNJIE_OWNER_OFFER must be empty or first-member.');
  }
  return {
    owners: owners.split(',').filter(Boolean),
    hasClaim: claim !== HASH_OF_NOTHING,
    claimHash: Buffer.from(claim, 'hex'),
    isOffered: offer === 'first-member',
  };
}
