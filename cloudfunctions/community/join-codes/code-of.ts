import type { MemberCall } from '../call';
import { codeIn, worthOf, type FoundCode } from './rules';
import { JOIN_CODES, LANDINGS, type JoinCode, type MissedLanding, type Miss } from './store';

/** What the scene stands for that somebody came with: one read, and none for what is no code. */
export async function codeOf(
  { documents, nowMs }: Pick<MemberCall, 'documents' | 'nowMs'>,
  scene: string,
): Promise<FoundCode> {
  const code = codeIn(scene);
  if (code === undefined) return { found: 'malformed' };
  return worthOf(await documents.get<JoinCode>(JOIN_CODES, code), nowMs);
}

/**
 * Keeps that a scan led to no attribution, once for a request.
 * @param code Empty where the scene was none.
 */
export async function recordMiss(
  {
    documents,
    memberId,
    requestId,
    nowMs,
  }: Pick<MemberCall, 'documents' | 'memberId' | 'requestId' | 'nowMs'>,
  outcome: Miss,
  code: string,
): Promise<void> {
  // Whoever makes up another's request id takes nothing from them.
  const miss: MissedLanding = { _id: `${memberId}:${requestId}`, outcome, memberId, atMs: nowMs, code };
  await documents.insert(LANDINGS, miss);
}
