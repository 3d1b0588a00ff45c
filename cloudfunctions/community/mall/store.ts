import type { CollectionDeclaration } from '../../platform/documents';
import { favouriteCollection } from './favourites';
import { stockMoveCollection } from './stock-moves';

export const collections: readonly CollectionDeclaration[] = [favouriteCollection, stockMoveCollection];
