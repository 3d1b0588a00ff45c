import type { Mall, MallCard } from '../../services/mall';

/** What of the shelf is wanted. */
export interface Choice {
  /** A category's id; empty for all. */
  readonly category: string;
  readonly filter: '' | 'reachable' | 'favourites';
}

export const EVERYTHING: Choice = { category: '', filter: '' };

/** What the member wants of a heart while no answer has settled it, by item. */
export type Hearts = Readonly<Record<string, boolean>>;

export const isFavourite = ({ itemId, isFavourite: told }: MallCard, hearts: Hearts): boolean =>
  hearts[itemId] ?? told;

const isReachable = ({ state, missingPoints, tierGate }: MallCard): boolean =>
  state === 'on_sale' && missingPoints === 0 && tierGate?.isReached !== false;

export const chosenOf = ({ items }: Mall, { category, filter }: Choice, hearts: Hearts): MallCard[] =>
  items.filter(
    (item) =>
      (category === '' || item.category === category) &&
      (filter !== 'reachable' || isReachable(item)) &&
      (filter !== 'favourites' || isFavourite(item, hearts)),
  );

const MOST_NEAR = 3;

/** What is nearest of all that is half paid for at least, and can be had as soon as there are points for it. */
export const nearOf = ({ items, balancePoints }: Mall): MallCard[] =>
  items
    .filter(
      ({ state, missingPoints, tierGate }) =>
        state === 'on_sale' &&
        missingPoints > 0 &&
        missingPoints <= balancePoints &&
        tierGate?.isReached !== false,
    )
    .sort((a, b) => a.missingPoints - b.missingPoints)
    .slice(0, MOST_NEAR);
