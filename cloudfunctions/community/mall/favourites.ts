import type { CollectionDeclaration, VersionedDocument } from '../../platform/documents';
import type { MemberCall } from '../call';
import { commitDocument } from '../commit-document';
import { membersOnly } from '../members-only';
import { shelved } from '../shelf';
import { setFavouriteContract } from './contract';

export const FAVOURITES = 'favourites';
export const favouriteCollection: CollectionDeclaration = { name: FAVOURITES, indexes: [] };

/** As many as the mall shows. */
const MOST_FAVOURITES = 100;

interface Favourites extends VersionedDocument {
  /** The member id. */
  readonly _id: string;
  /** The newest first. */
  readonly itemIds: readonly string[];
}

export async function favouritesOf({
  documents,
  memberId,
}: Pick<MemberCall, 'documents' | 'memberId'>): Promise<ReadonlySet<string>> {
  const found = await documents.get<Favourites>(FAVOURITES, memberId);
  return new Set(found?.itemIds);
}

/** Keeps an item in mind, or not any more. It says how it shall be, so that it may be said twice. */
export const setFavourite = membersOnly(
  setFavouriteContract,
  async (call, _account, { itemId, isFavourite }) => {
    const found = isFavourite ? await shelved(call, itemId) : undefined;
    if (isFavourite && (!found || found.item.status === 'draft')) {
      return { refused: 'ITEM_NOT_FOUND', message: 'There is no such item.', data: undefined };
    }
    const { outcome } = await commitDocument<Favourites, 'TOO_MANY_FAVOURITES' | undefined>(
      call,
      { collection: FAVOURITES, id: call.memberId },
      (stored) => {
        const itemIds = stored?.itemIds ?? [];
        if (itemIds.includes(itemId) === isFavourite) return { outcome: undefined };
        const others = itemIds.filter((id) => id !== itemId);
        if (isFavourite && others.length >= MOST_FAVOURITES) {
          return { outcome: 'TOO_MANY_FAVOURITES', isRefusal: true };
        }
        const next = { _id: call.memberId, ver: 0, itemIds: isFavourite ? [itemId, ...others] : others };
        return { outcome: undefined, next };
      },
    );
    if (outcome) {
      return { refused: outcome, message: `${MOST_FAVOURITES} are as many as can be kept.`, data: undefined };
    }
    return { data: { itemId, isFavourite } };
  },
);
