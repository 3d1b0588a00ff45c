import { collections } from '../../../cloudfunctions/community/collections';
import { ACCOUNTS, ENTRIES, memberIdOfAccount, type Account } from '../../../cloudfunctions/community/ledger';
import { leftOf } from '../../../cloudfunctions/community/ledger/account';
import { carriedIdOf } from '../../../cloudfunctions/community/ledger/stored-entry';
import { MemoryStore } from '../memory-store';
import type { VirtualTime } from '../virtual-time';
import type { MallWatch } from './watch-mall';

/** A store that looks at each write of an account or a stock: what must be true of every step, and could look well again later. */
export function watched(time: VirtualTime, mall: MallWatch, broken: string[]): MemoryStore {
  const store = new MemoryStore(
    time,
    (name, before, after) => {
      if (name === ACCOUNTS && before) broken.push(...wrongSteps(store, before as Account, after as Account));
      broken.push(...mall.look(store, name, before, after));
    },
    collections,
  );
  return store;
}

function wrongSteps(store: MemoryStore, before: Account, after: Account): string[] {
  const about = `${after._id} from version ${before.ver} to ${after.ver}`;
  const wrong: string[] = [];
  if (after.ver !== before.ver + 1) wrong.push(`each write raises the version by one: ${about}`);
  const numbers = after.pending.map(({ seq }) => seq);
  const hasNoGaps = numbers.every((seq, index) => seq === after.seq - numbers.length + index + 1);
  if (!hasNoGaps) wrong.push(`what an account carries has no gaps: ${about}, ${numbers.join()}`);
  if (leftOf(after) < leftOf(before)) wrong.push(`an entry that has left does not come back: ${about}`);
  const left = before.pending.filter(({ seq }) => seq <= leftOf(after));
  const memberId = memberIdOfAccount(after._id);
  const lost = left.filter((entry) => !store.get(ENTRIES, carriedIdOf(memberId, entry), 0));
  if (lost.length > 0) wrong.push(`an entry leaves only where its copy stands: ${about}`);
  return wrong;
}
