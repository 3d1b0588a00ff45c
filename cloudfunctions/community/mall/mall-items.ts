import { memberAction } from '../call';
import { wholeShelf } from '../shelf';
import { mallItemsContract } from './contract';
import { operatorItemOf } from './operator-item';

/** All items, drafts and the newest retired ones too. */
export const mallItems = memberAction(mallItemsContract, async (call) => {
  return { data: { nowMs: call.nowMs, items: (await wholeShelf(call)).map(operatorItemOf) } };
});
