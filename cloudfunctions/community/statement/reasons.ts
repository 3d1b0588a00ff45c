import type { Entry } from '../ledger';

type Words = (fact: Entry['fact']) => string;

/** Why an entry is there, as a member reads it. */
const reasons: Readonly<Record<string, Words>> = {
  check_in: ({ streakDays, bonusPoints }) =>
    Number(bonusPoints) > 0
      ? `连签第 ${streakDays} 天，多得 ${bonusPoints}`
      : `签到，连续第 ${streakDays} 天`,
  quality_pick: () => '内容被精选',
  report_upheld: () => '举报被采纳',
  group_message: () => '在群里说话',
  joining_gift: () => '见面礼',
  starter_task: () => '完成新手任务',
  lot_expired: () => '积分到期',
  hold_ran_out: () => '冻结到期，积分退回',
  adjusted: ({ reason }) => adjustments[String(reason)] ?? '管理员调整',
  reversed: ({ of }) => `撤销：${(reasons[String(of)] ?? (() => '一笔积分'))({ type: String(of) })}`,
};

/** Why an operator adjusts or reverses: a code in the entry, words for the member. */
const adjustments: Readonly<Record<string, string>> = {
  compensation: '管理员补发',
  correction: '管理员更正',
  event: '活动奖励',
  violation: '违规扣除',
};

export function reasonOf(entry: Pick<Entry, 'fact'>): string {
  const words = Object.hasOwn(reasons, entry.fact.type) ? reasons[entry.fact.type] : undefined;
  return words ? words(entry.fact) : '积分变动';
}
