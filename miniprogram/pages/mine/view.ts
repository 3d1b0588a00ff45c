import { mineCopy } from '../../copy/mine';
import type { Profile } from '../../services/profile';
import { shortOf, withCommas } from '../../utils/format';
import { nameInText, nameOf } from '../../utils/name';
import { tierPercentOf, tierPictureOf } from '../../utils/tier';
import { groupsOf } from './doors';

export function viewOf(profile: Profile) {
  const { tier, weekScore, badges } = profile;
  const seen = badges.map(badgeOf);
  const sum = (of: (badge: (typeof seen)[number]) => number) => seen.reduce((all, each) => all + of(each), 0);
  return {
    name: nameOf(profile.displayName),
    avatar: profile.avatar,
    picture: profile.picture,
    checks: checksOf(profile.own),
    groups: groupsOf(profile.ownership),
    since: mineCopy.memberDays(profile.communityName, withCommas(profile.memberDays)),
    tier: {
      name: tier.name,
      level: tier.level,
      levels: tier.levels,
      percent: tierPercentOf(tier),
      picture: tierPictureOf(tier),
      growth: mineCopy.growth(withCommas(tier.growthValue)),
      next: tier.next ? mineCopy.next(tier.next.name, withCommas(tier.next.growthValue)) : mineCopy.growthTop,
    },
    figures: [
      { label: mineCopy.balance, value: shortOf(profile.balancePoints), name: 'balance' },
      { label: mineCopy.streak, value: withCommas(profile.streakDays), name: 'streak' },
      {
        label: mineCopy.rank,
        value: weekScore > 0 ? withCommas(profile.ownRank) : mineCopy.none,
        name: 'rank',
      },
    ],
    badges: seen,
    badgesCount: mineCopy.badgesCount(
      sum(({ reached }) => reached),
      sum(({ rungs }) => rungs),
    ),
  };
}

/** What of one's own others do not see yet, or never will; a line each. */
function checksOf({ nickname, nicknameState, picture, pictureState, face }: Profile['own']): string[] {
  const { checks } = mineCopy;
  const seen = nameInText(face.displayName);
  return [
    ...(nickname && isWaiting(nicknameState) ? [checks.nicknameWaits(nameInText(nickname), seen)] : []),
    ...(nickname && nicknameState === 'refused' ? [checks.nicknameRefused(nameInText(nickname))] : []),
    ...(picture && isWaiting(pictureState) ? [checks.pictureWaits] : []),
    ...(pictureState === 'refused' ? [checks.pictureRefused] : []),
  ];
}

const isWaiting = (state: Profile['own']['nicknameState']): boolean =>
  state === 'checking' || state === 'review';

function badgeOf({ badge, value, goals }: Profile['badges'][number]) {
  const words = mineCopy.badgeWords[badge];
  const reached = goals.filter((goal) => value >= goal).length;
  return {
    badge,
    heading: words.title,
    line: reached > 0 ? words.reached(value) : words.wants(goals[0] ?? 0),
    reached,
    rungs: goals.length,
  };
}

export type MineView = ReturnType<typeof viewOf>;
