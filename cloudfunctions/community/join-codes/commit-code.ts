import type { MemberCall } from '../call';
import { commitDocument } from '../commit-document';
import { JOIN_CODES, type JoinCode } from './store';

/**
 * Changes a code by one conditional write.
 * @param change Pure; gives undefined where nothing is left to do.
 * @returns the code as it is now; undefined where there is none.
 */
export async function commitCode(
  call: Pick<MemberCall, 'documents' | 'random' | 'sleep'>,
  code: string,
  change: (stored: JoinCode) => Partial<JoinCode> | undefined,
): Promise<JoinCode | undefined> {
  const place = { collection: JOIN_CODES, id: code };
  const { document } = await commitDocument<JoinCode, undefined>(call, place, (stored) => {
    if (!stored) return { outcome: undefined, isRefusal: true };
    const changed = change(stored);
    return { outcome: undefined, ...(changed ? { next: { ...stored, ...changed } } : {}) };
  });
  return document;
}
