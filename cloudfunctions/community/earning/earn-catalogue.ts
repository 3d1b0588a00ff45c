import { membersOnly } from '../members-only';
import { dayOf, isoDateOf } from '../time';
import { earnCatalogueContract } from './contract';
import { offeredRules } from './earn-rules';

/** Every way to earn that is offered, and what is left of it today. */
export const earnCatalogue = membersOnly(earnCatalogueContract, (call, account) =>
  Promise.resolve({
    data: {
      businessDay: isoDateOf(dayOf(call.nowMs)),
      items: offeredRules(call.rulebook).map(({ fact, title, hint, worth }) => {
        const { points, timesLeftToday, timesToday } = worth(account, call.rulebook, call.nowMs);
        return { fact, title, hint, points, timesLeftToday, timesToday };
      }),
    },
  }),
);
