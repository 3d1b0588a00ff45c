import { ACCOUNTS, accountIdOf, type Account } from '../ledger';
import { commitMember, MEMBERS, type Member } from '../members';
import { nextReminderMs, sendMessage, timeInWords, type MessageCall } from '../notices';
import { dayOf, hourOf, isoDateOf } from '../time';
import { streakOf } from './rules';

/** Read at a time. */
const PAGE = 100;
/** Within one run of a timer; who is left is reminded with the next one. */
const PAGES_A_RUN = 20;

/**
 * Reminds whoever has wished it and has not checked in by the hour, once a day; each reminder is one of those that the member
 * has allowed, and whoever checks in keeps theirs.
 * @returns how many were reminded.
 */
export async function remindDue(call: MessageCall): Promise<number> {
  let reminded = 0;
  for (let page = 0; page < PAGES_A_RUN; page += 1) {
    const due = await call.documents.find<Member>(
      MEMBERS,
      { remindAtMs: { gt: 0, lte: call.nowMs } },
      { orderBy: [['remindAtMs', 'asc']], limit: PAGE },
    );
    if (due.length === 0) return reminded;
    const accounts = await call.documents.getMany<Account>(
      ACCOUNTS,
      due.map(({ _id }) => accountIdOf(_id)),
      ['checkIn'],
    );
    const accountOf = new Map(accounts.map((account) => [account._id, account]));
    const failures: unknown[] = [];
    for (const member of due) {
      // One who cannot be reminded must not keep the others waiting.
      try {
        if (await remind(call, member, accountOf.get(accountIdOf(member._id)))) reminded += 1;
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} could not be reminded`);
  }
  return reminded;
}

async function remind(
  call: MessageCall,
  { _id, messagesLeft }: Member,
  account: Pick<Account, 'checkIn'> | undefined,
): Promise<boolean> {
  const { templates, rulebook, nowMs } = call;
  const today = dayOf(nowMs);
  const templateId = templates.checkIn;
  const left = messagesLeft[templateId] ?? 0;
  const { reminderHour } = rulebook.checkIn;
  const remindAtMs = nextReminderMs(nowMs, reminderHour);
  // By what is left then: more may have been allowed in the meantime.
  const lookedAt = (member: Member): Member => ({
    ...member,
    remindAtMs: (member.messagesLeft[templateId] ?? 0) > 0 ? remindAtMs : 0,
  });
  // A timer that comes late, at night, must wake nobody for a day that is over.
  const isTime = hourOf(nowMs) >= reminderHour;
  if (isTime && account && account.checkIn.lastDay < today && left > 0) {
    const streakDays = streakOf(account.checkIn, today);
    const message = {
      templateId,
      key: `check-in:${isoDateOf(today)}`,
      page: 'pages/home/index',
      values: {
        thing1: rulebook.community.name,
        thing2: streakDays > 0 ? `今天还没签到，已连签 ${streakDays} 天` : '今天还没签到，来一下就好',
        time3: timeInWords(nowMs),
      },
    };
    return sendMessage(call, _id, message, lookedAt);
  }
  const own = { ...call, requestId: `looked:${today}:${isTime}` };
  await commitMember(own, _id, ({ member }) => ({ outcome: {}, next: lookedAt(member) }));
  return false;
}
