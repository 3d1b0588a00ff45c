import { memberAction, type MemberCall } from '../call';
import { codeViewOf } from './code-view';
import { joinCodesContract } from './contract';
import { pageOf } from './rules';
import { JOIN_CODES, LANDINGS, MISSES, type JoinCode } from './store';

const CODES_A_PAGE = 50;
const MISSES_OF_MS = 30 * 86_400_000;

/** All codes, and how many scans led to no attribution lately. */
export const joinCodes = memberAction(joinCodesContract, async (call, { cursor }) => {
  const [read, misses] = await Promise.all([
    call.documents.find<JoinCode>(JOIN_CODES, cursor === undefined ? {} : { createdAtMs: { lt: cursor } }, {
      orderBy: [['createdAtMs', 'desc']],
      limit: CODES_A_PAGE + 1,
    }),
    missesOf(call),
  ]);
  const { items, nextCursor } = pageOf(read, CODES_A_PAGE);
  return { data: { codes: items.map(codeViewOf), nextCursor, misses } };
});

async function missesOf({ documents, nowMs }: MemberCall): Promise<Record<string, number>> {
  const counted = await Promise.all(
    MISSES.map(async (outcome): Promise<[string, number]> => {
      const count = await documents.count(LANDINGS, { outcome, atMs: { gt: nowMs - MISSES_OF_MS } });
      return [outcome, count];
    }),
  );
  return Object.fromEntries(counted.filter(([, count]) => count > 0));
}
