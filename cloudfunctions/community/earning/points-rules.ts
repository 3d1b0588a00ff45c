import { memberAction } from '../call';
import type { EarnTerms, Rulebook } from '../rulebook';
import { pointsRulesContract } from './contract';
import { offeredRules } from './earn-rules';

/** The rules in words, made from the rulebook that decides: text and practice cannot differ. */
export const pointsRules = memberAction(pointsRulesContract, ({ rulebook }) =>
  Promise.resolve({ data: { version: rulebook.version, sections: sectionsOf(rulebook) } }),
);

export function sectionsOf(rulebook: Rulebook): { title: string; lines: string[] }[] {
  const { checkIn, expiry, tiers } = rulebook;
  const { streakBonus, makeUp } = checkIn;
  const bonuses = streakBonus.points
    .map((points, index) => (points > 0 ? `第 ${index + 1} 天多 ${points} 积分` : ''))
    .filter(Boolean);
  return [
    {
      title: '签到',
      lines: [
        `每天一次，得 ${checkIn.points} 积分`,
        `连续签到：${bonuses.join('，')}，${cycleInWords(streakBonus)}`,
        '一天从北京时间 0 点算起',
      ],
    },
    {
      title: '补签',
      lines: [
        `最近 ${makeUp.windowDays} 天漏的可以补，每月最多 ${makeUp.timesPerMonth} 次`,
        ...freeInWords(tiers),
        `补签卡做任务会得，也可以用 ${makeUp.card.pricePoints} 积分换，每月 ${makeUp.card.soldPerMonth} 张`,
        '补上的那天不给积分，连签接回来',
      ],
    },
    {
      title: '任务和挑战',
      lines: [
        '做完的任务点一下就领，忘了领也会在下次签到时到账',
        '挑战押的积分，做到了连同奖励一起回来，没做到不退回',
        '补签的那天不算在挑战里',
      ],
    },
    {
      title: '其他得分',
      lines: offeredRules(rulebook).flatMap(({ fact, title }) => {
        const terms = (rulebook.facts as Readonly<Record<string, EarnTerms | undefined>>)[fact];
        return terms ? [`${title}：${termsInWords(terms)}`] : [];
      }),
    },
    {
      title: '有效期',
      lines: [
        `积分到得分后第 ${expiry.lotMonths} 个月的月底有效，先到期的先用`,
        `退回时原来的积分已到期，会再给 ${expiry.graceDays} 天`,
      ],
    },
    {
      title: '等级',
      lines: tiers
        .map(({ name, growthValue }) => `${name}：成长值 ${withCommas(growthValue)}`)
        .concat('花积分不会掉级'),
    },
    { title: '说明', lines: ['积分不能用钱买，也不能换成钱', '每一笔都记在积分明细里，写明来处'] },
  ];
}

function termsInWords({ steps, timesPerDay, timesPerWeek }: EarnTerms): string {
  const amounts = steps.map(({ fromTime, points }) =>
    fromTime === 1 ? `每次 ${points} 积分` : `当天第 ${fromTime} 次起每次 ${points} 积分`,
  );
  const limits = [
    `每天最多 ${timesPerDay} 次`,
    ...(timesPerWeek === null ? [] : [`每周最多 ${timesPerWeek} 次`]),
  ];
  return [...amounts, ...limits].join('，');
}

const cycleInWords = ({ afterLast, points }: Rulebook['checkIn']['streakBonus']): string =>
  afterLast === 'again' ? `每 ${points.length} 天一轮` : `之后每天都多得第 ${points.length} 天那么多`;

/** The tiers that have free make-ups. */
const freeInWords = (tiers: Rulebook['tiers']): string[] => {
  const free = tiers.filter(({ freeMakeUpsPerMonth }) => freeMakeUpsPerMonth > 0);
  const words = free.map(({ name, freeMakeUpsPerMonth }) => `${name} ${freeMakeUpsPerMonth} 次`);
  return words.length > 0 ? [`等级带来每月免费补签：${words.join('，')}`] : [];
};

/** 12000 → 12,000 */
const withCommas = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',');
