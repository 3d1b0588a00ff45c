import { commonCopy } from '../../copy/common';
import { mineCopy } from '../../copy/mine';
import { home, type Home } from '../../services/home';
import { failureOf, tell, type Failure } from '../../utils/failure';
import { withCommas } from '../../utils/format';
import { tierPercentOf } from '../../utils/tier';

Page({
  data: {
    copy: mineCopy,
    common: commonCopy,
    view: null as ReturnType<typeof viewOf> | null,
    failure: null as Failure | null,
  },

  onShow() {
    void this.load();
  },

  async onPullDownRefresh() {
    await this.load();
    await wx.stopPullDownRefresh();
  },

  async load() {
    const answer = await home();
    if (answer.ok) this.setData({ view: viewOf(answer.data), failure: null });
    else if (this.data.view) tell(answer);
    else this.setData({ failure: failureOf(answer) });
  },

  retry() {
    this.setData({ failure: null });
    void this.load();
  },
});

function viewOf(home: Home) {
  const { tier } = home;
  return {
    displayName: home.displayName,
    avatar: home.avatar,
    since: mineCopy.memberDays(home.communityName, home.memberDays),
    tier,
    tierPercent: tierPercentOf(tier),
    growth: mineCopy.growth(
      withCommas(tier.growthValue),
      tier.next ? withCommas(tier.next.growthValue) : undefined,
    ),
    next: tier.next ? mineCopy.next(tier.next.name) : '',
    figures: [
      { label: mineCopy.balance, value: withCommas(home.balancePoints), name: 'balance' },
      { label: mineCopy.streak, value: String(home.streakDays), name: 'streak' },
      { label: mineCopy.rank, value: home.weekScore > 0 ? String(home.ownRank) : '–', name: 'rank' },
    ],
  };
}
