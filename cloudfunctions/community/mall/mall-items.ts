import { memberAction } from '../call';
import { shelf } from '../shelf';
import { mallItemsContract } from './contract';
import { operatorItemOf } from './operator-item';

/** All items, drafts and retired ones too. */
export const mallItems = memberAction(mallItemsContract, async (call) => {
  const [shown, others] = await Promise.all([shelf(call, 1), shelf(call, 0)]);
  return { data: { nowMs: call.nowMs, items: [...shown, ...others].map(operatorItemOf) } };
});
