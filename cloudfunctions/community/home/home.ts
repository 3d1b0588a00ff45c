import { memberViewOf } from '../check-in';
import { openThingsOf } from '../earning';
import { openWeekOf, top10Of } from '../leaderboard';
import { consentVersionOf } from '../joining';
import { facesOf, MEMBERS, shownFaceOf, type Member } from '../members';
import { membersOnly } from '../members-only';
import { reminderOf, unreadOf } from '../notices';
import { dayOf } from '../time';
import { homeContract } from './contract';
import { memberDaysOf } from './member-days';

/** More would be a list, and there is a page for that. */
const NEXT_THINGS = 3;

/** All that the first page shows. */
export const home = membersOnly(homeContract, async (call, account) => {
  const { rulebook, nowMs, memberId } = call;
  const [view, rows, member] = await Promise.all([
    memberViewOf(call, account),
    top10Of(call, openWeekOf(account, dayOf(nowMs))),
    call.documents.get<Member>(MEMBERS, memberId),
  ]);
  const [face, unreadNotices] = await Promise.all([
    facesOf(
      call,
      rows.map((row) => row.memberId),
    ),
    unreadOf(call, member ?? { _id: memberId, noticesReadUntilMs: 0 }),
  ]);
  const { version } = rulebook.joining.convention;
  return {
    data: {
      ...view,
      communityName: rulebook.community.name,
      ...shownFaceOf(memberId, member),
      consentDue: consentVersionOf(member) === version ? null : version,
      unreadNotices,
      reminder: reminderOf(call, member),
      memberDays: memberDaysOf(account, nowMs),
      nextThings: openThingsOf(account, rulebook, nowMs)
        .filter(({ fact }) => fact !== 'check_in')
        .slice(0, NEXT_THINGS),
      top10: rows.map(({ memberId: rowsId, ...row }) => ({ ...row, ...face(rowsId) })),
      boardRows: rulebook.leaderboard.rows,
    },
  };
});
