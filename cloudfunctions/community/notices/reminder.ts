import type { MemberCall } from '../call';
import type { Member } from '../members';
import { dayOf, instantOf } from '../time';

export interface Reminder {
  readonly templateId: string;
  readonly left: number;
  readonly hour: number;
}

/** The message that reminds of a check-in; null where no template is set up. */
export function reminderOf(
  { templates, rulebook }: Pick<MemberCall, 'templates' | 'rulebook'>,
  member: Pick<Member, 'messagesLeft'> | undefined,
): Reminder | null {
  const { checkIn: templateId } = templates;
  if (!templateId) return null;
  return { templateId, left: member?.messagesLeft[templateId] ?? 0, hour: rulebook.checkIn.reminderHour };
}

/** The next time at which the hour strikes. */
export function nextReminderMs(nowMs: number, hour: number): number {
  const today = instantOf(dayOf(nowMs), hour);
  return nowMs < today ? today : instantOf(dayOf(nowMs) + 1, hour);
}
