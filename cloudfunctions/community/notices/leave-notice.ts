import type { MemberCall } from '../call';
import type { NoticeKind } from './contract';
import { noticeIdOf, NOTICES, type StoredNotice } from './store';

export interface Notice {
  readonly kind: NoticeKind;
  /** What it is about, for instance a decision: the same thing is told once. Letters, digits, `:`, `_` and `-`. */
  readonly key: string;
  /** What the kind's text names. */
  readonly values: Readonly<Record<string, string>>;
  /** A page of the mini program, with a leading slash; empty where there is nowhere to go. */
  readonly linkPath: string;
}

/** Puts a notice where the member finds it. @returns whether it is new. */
export function leaveNotice(
  { documents, nowMs }: Pick<MemberCall, 'documents' | 'nowMs'>,
  memberId: string,
  { kind, key, values, linkPath }: Notice,
): Promise<boolean> {
  const notice: StoredNotice = {
    _id: noticeIdOf(memberId, key),
    member: memberId,
    kind,
    values,
    linkPath,
    atMs: nowMs,
  };
  return documents.insert(NOTICES, notice);
}
