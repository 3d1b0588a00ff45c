import { earnCopy } from '../../../copy/earn';
import type { EarnCatalogue } from '../../../services/earn-catalogue';
import { withCommas, withSign } from '../../../utils/format';

type Item = EarnCatalogue['items'][number];

/** How a fact is drawn; one that is new here has the coin. */
const pictures: Readonly<Record<string, { readonly icon: string; readonly hue: string }>> = {
  check_in: { icon: 'calendar-o', hue: 'sun' },
  quality_pick: { icon: 'good-job-o', hue: 'ember' },
  report_upheld: { icon: 'shield-o', hue: 'lake' },
  group_message: { icon: 'chat-o', hue: 'brand' },
};
const COIN = { icon: 'gold-coin-o', hue: 'sun' };

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
        ...(pictures[item.fact] ?? COIN),
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
