import { earnCopy } from '../../../copy/earn';
import type { EarnCatalogue } from '../../../services/earn-catalogue';
import { pictureOfFact } from '../../../utils/fact';
import { withCommas, withSign } from '../../../utils/format';

type Item = EarnCatalogue['items'][number];

/** What can be done right here, and where; everything else happens in the group. */
const actions: Readonly<Record<string, string>> = { check_in: earnCopy.checkIn };

export function viewOf({ items }: EarnCatalogue) {
  const open = items.filter(({ timesLeftToday }) => timesLeftToday > 0).length;
  return {
    summary: open > 0 ? earnCopy.left(open) : earnCopy.allDone,
    items: items.map((item) => {
      const done = item.timesLeftToday === 0;
      return {
        fact: item.fact,
        title: item.title,
        hint: item.hint,
        icon: pictureOfFact(item.fact).icon,
        hue: done ? 'quiet' : pictureOfFact(item.fact).hue,
        done,
        points: done ? '' : withSign(item.points),
        left: leftOf(item),
        action: done ? '' : (actions[item.fact] ?? ''),
      };
    }),
  };
}

function leftOf({ timesLeftToday, timesToday }: Item): string {
  if (timesLeftToday > 0) return earnCopy.timesLeft(withCommas(timesLeftToday));
  return timesToday === 1 ? earnCopy.done : earnCopy.full;
}

export type EarnView = ReturnType<typeof viewOf>;
