import { memberAction } from '../call';
import { shelf } from '../shelf';
import { mallItemsContract } from './contract';
import { operatorItemOf } from './operator-item';

/** All items, drafts and retired ones too. */
export const mallItems = memberAction(mallItemsContract, async (call) => {
  const shelves = await shelf(call, ['listed', 'paused', 'draft', 'retired']);
  return { data: { nowMs: call.nowMs, items: shelves.map(operatorItemOf) } };
});
