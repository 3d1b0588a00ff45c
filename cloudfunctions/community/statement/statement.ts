import { entriesOf, isWanted, settledNow, type Account, type Draft } from '../ledger';
import { titlesOfItems } from '../mall';
import { membersOnly } from '../members-only';
import { dayOf, isoDateOf } from '../time';
import { statementContract } from './contract';
import { lineOf } from './lines';

const LINES_A_PAGE = 20;

/** The member's ledger, line by line. What has run out stands there, whether a write has noticed it yet or not. */
export const statement = membersOnly(statementContract, async (call, stored, filter) => {
  const { account, drafts } = settledNow(call, stored);
  const ranOut = drafts.filter((draft) => isWanted(draft, filter)).reverse();
  // One more than a page shows: whether there is more.
  const entries = await entriesOf(call, stored, filter, LINES_A_PAGE + 1);
  const lines = [...ranOut, ...entries].filter(isLine);
  const page = lines.slice(0, LINES_A_PAGE);
  const itemIds = page.flatMap(({ fact: { item } }) => (typeof item === 'string' ? [item] : []));
  const itemTitles = await titlesOfItems(call, itemIds);
  // What was read and not shown counts, too: an entry that is no line must not end the list.
  const more = lines.length > LINES_A_PAGE || entries.length > LINES_A_PAGE;
  return {
    data: {
      businessDay: isoDateOf(dayOf(call.nowMs)),
      balancePoints: account.availablePoints,
      frozenPoints: account.frozenPoints,
      debtPoints: account.debtPoints,
      nextExpiry: nextExpiryOf(account),
      lines: page.map((entry) => lineOf(entry, call.rulebook, itemTitles)),
      nextCursor: more ? (page.at(-1)?.seq ?? entries.at(-1)?.seq ?? null) : null,
    },
  };
});

/** A void only closes a door; it moves nothing that a member would look for. */
const isLine = ({ kind }: Draft): boolean => kind !== 'void';

function nextExpiryOf({ lots }: Account): { points: number; lastDay: string } | null {
  const [next] = lots;
  return next ? { points: next.points, lastDay: isoDateOf(dayOf(next.expiresAtMs - 1)) } : null;
}
