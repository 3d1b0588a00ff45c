import { accountIdOf, ACCOUNTS, type Account } from '../../cloudfunctions/community/ledger';
import type { Documents, StoredDocument } from '../../cloudfunctions/platform/documents';
import { sdkEnvironmentFor } from '../../local/gateway/testing';
import { localMemberIdOf } from '../../local/local-member-id';

/** As many as one answer holds. */
const MOST = 1_000;

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

/** All documents of these collections as they lie, each as one text. */
export async function standingOf(
  documents: Documents,
  collections: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const all = await Promise.all(
    collections.map(async (name) => {
      const found = await documents.find<StoredDocument>(name, {}, { orderBy: [], limit: MOST });
      if (found.length === MOST) throw new Error(`there are more ${name} than can be compared`);
      return found.map((each) => [`${name}/${each._id}`, JSON.stringify(each)] as const);
    }),
  );
  return new Map(all.flat());
}

/** Which documents are not what they were: a list that one can read, where all of them would be a book. */
export const changedBetween = (
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): string[] =>
  [...new Set([...before.keys(), ...after.keys()])].filter((id) => before.get(id) !== after.get(id));
