import { randomBytes } from 'node:crypto';
import { vaultOf, type Vault } from '../../../cloudfunctions/community/vault';

export const simVaultOf = (bytes: (count: number) => Buffer): Vault =>
  vaultOf('the secret of this simulation', bytes);

/** For those who look on: they seal nothing that anybody compares. */
export const simVault = simVaultOf(randomBytes);
