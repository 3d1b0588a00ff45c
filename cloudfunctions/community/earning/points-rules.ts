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
  const bonuses = checkIn.streakBonusPoints
    .map((points, index) => (points > 0 ? `第 ${index + 1} 天多 ${points} 积分` : ''))
    .filter(Boolean);
  return [
    {
      title: '签到',
      lines: [
        `每天一次，得 ${checkIn.points} 积分`,
        `连续签到：${bonuses.join('，')}，每 ${checkIn.streakBonusPoints.length} 天一轮`,
        '一天从北京时间 0 点算起',
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

/** 12000 → 12,000 */
const withCommas = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',');
