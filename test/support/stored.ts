import { accountIdOf, ACCOUNTS, type Account } from '../../cloudfunctions/community/ledger';
import type { Documents } from '../../cloudfunctions/platform/documents';
import { sdkEnvironmentFor } from '../../local/gateway/testing';
import { localMemberIdOf } from '../../local/local-member-id';

/** The documents of a community as they lie, past its doors. */
export async function documentsOf(url: string): Promise<Documents> {
  Object.assign(process.env, sdkEnvironmentFor(`${url}/admin`));
  const { openDocuments } = await import('../../cloudfunctions/platform/cloudbase-documents');
  return openDocuments();
}

export async function storedAccount(documents: Documents, openid: string): Promise<Account> {
  const account = await documents.getNewest<Account>(ACCOUNTS, accountIdOf(localMemberIdOf(openid)));
  if (!account) throw new Error(`${openid} has no account`);
  return account;
}
