import type { Entry } from '../ledger';
import { titleOfChallenge, titleOfTask, type Rulebook } from '../rulebook';

/** What items of the mall are called, by id. */
export type ItemTitles = ReadonlyMap<string, string>;

type Words = (fact: Entry['fact'], rulebook: Rulebook, itemTitles: ItemTitles) => string;

/** Why an entry is there, as a member reads it. */
const reasons: Readonly<Record<string, Words>> = {
  check_in: ({ streakDays, bonusPoints }) =>
    Number(bonusPoints) > 0
      ? `连签第 ${streakDays} 天，多得 ${bonusPoints}`
      : `签到，连续第 ${streakDays} 天`,
  quality_pick: () => '内容被精选',
  report_upheld: () => '举报被采纳',
  group_message: () => '在群里说话',
  make_up: ({ day, paidBy }) =>
    `补签 ${dateInWords(String(day))}${paidBy === 'card' ? '，用了 1 张补签卡' : ''}`,
  make_up_card: () => '换了 1 张补签卡',
  task: ({ taskId }, rulebook) => named('完成任务', titleOfTask(rulebook, String(taskId))),
  challenge_joined: ({ challengeId }, rulebook) =>
    named('参加挑战', titleOfChallenge(rulebook, String(challengeId))),
  challenge_won: ({ challengeId }, rulebook) =>
    named('挑战成功', titleOfChallenge(rulebook, String(challengeId))),
  pledge_back: () => '挑战成功，押的积分回来了',
  hold_forfeited: () => '挑战没走到，押的积分没有退回',
  redeemed: ({ item, quantity }, _rulebook, titles) =>
    `${named('兑换', titles.get(String(item)) ?? '')}${Number(quantity) > 1 ? ` × ${quantity}` : ''}`,
  draw_prize: ({ item }, _rulebook, titles) => named('抽中', titles.get(String(item)) ?? ''),
  refunded: ({ item }, _rulebook, titles) => named('兑换退回', titles.get(String(item)) ?? ''),
  lot_expired: () => '积分到期',
  hold_ran_out: () => '冻结到期，积分退回',
  adjusted: ({ reason }) => adjustments[String(reason)] ?? '管理员调整',
  reversed: ({ of }) => `撤销：${withoutDetails[String(of)] ?? '一笔积分'}`,
};

/** What was undone: its details stand in its own line. */
const withoutDetails: Readonly<Record<string, string>> = {
  check_in: '签到',
  quality_pick: '内容被精选',
  report_upheld: '举报被采纳',
  group_message: '在群里说话',
  make_up_card: '换补签卡',
  task: '任务奖励',
  challenge_won: '挑战奖励',
  hold_forfeited: '挑战押的积分',
  draw_prize: '抽中的积分',
  adjusted: '管理员调整',
};

/** A title is unknown where a later rulebook has dropped it. */
const named = (what: string, title: string): string => (title ? `${what}：${title}` : what);

/** 2026-06-01 → 6 月 1 日 */
function dateInWords(day: string): string {
  const [, month, dayOfMonth] = day.split('-').map(Number);
  return `${month} 月 ${dayOfMonth} 日`;
}

/** Why an operator adjusts or reverses: a code in the entry, words for the member. */
const adjustments: Readonly<Record<string, string>> = {
  compensation: '管理员补发',
  correction: '管理员更正',
  event: '活动奖励',
  violation: '违规扣除',
};

export function reasonOf(
  entry: Pick<Entry, 'fact'>,
  rulebook: Rulebook,
  itemTitles: ItemTitles = new Map(),
): string {
  const words = Object.hasOwn(reasons, entry.fact.type) ? reasons[entry.fact.type] : undefined;
  return words ? words(entry.fact, rulebook, itemTitles) : '积分变动';
}
