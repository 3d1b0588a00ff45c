import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';
import { deploymentOf } from '../cloudfunctions/community/roles';

it('prints a new code each time, and the hash by which a deployment knows it', async () => {
  const print = async () => {
    const args = ['--import', 'tsx', path.join(__dirname, 'make-owner-claim.ts')];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    const [, code = '', hash = ''] = /: (\S{22})\n[^]*QUNJIE_OWNER_CLAIM=(\S+)/.exec(stdout) ?? [];
    return { code, hash };
  };
  const [one, other] = await Promise.all([print(), print()]);
  expect(one.code).not.toBe(other.code);
  const { claimHash } = deploymentOf({ QUNJIE_OWNER_CLAIM: one.hash });
  expect(createHash('sha256').update(one.code).digest()).toEqual(claimHash);
});
