import { memberAction } from '../call';
import { commitCaller } from '../members';
import { allowMessageContract } from './contract';
import { nextReminderMs } from './reminder';

/** WeChat says to nobody how many are left. More than this nobody has meant to allow. */
const MOST_LEFT = 20;

/** Counts that the member has allowed one more message, once for a request. */
export const allowMessage = memberAction(allowMessageContract, async (call, { templateId }) => {
  const { templates, rulebook, nowMs } = call;
  if (templateId !== templates.admission && templateId !== templates.checkIn) {
    return { refused: 'UNKNOWN_TEMPLATE', message: 'There is no such template.', data: undefined };
  }
  const { member } = await commitCaller(call, ({ member, isRepeated }) => {
    const left = member.messagesLeft[templateId] ?? 0;
    if (isRepeated || left >= MOST_LEFT) return { outcome: {} };
    return {
      outcome: {},
      next: {
        ...member,
        messagesLeft: { ...member.messagesLeft, [templateId]: left + 1 },
        ...(templateId === templates.checkIn
          ? { remindAtMs: nextReminderMs(nowMs, rulebook.checkIn.reminderHour) }
          : {}),
      },
    };
  });
  return { data: { left: member.messagesLeft[templateId] ?? 0 } };
});
