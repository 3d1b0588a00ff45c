import { STEP_HEIGHTS_PX } from '../../components/week-stair/steps';
import { commonCopy } from '../../copy/common';
import { homeCopy } from '../../copy/home';
import { checkIn } from '../../services/check-in';
import { home, type Home } from '../../services/home';
import { claimReward } from '../../services/claim-reward';
import { vibrates } from '../../services/settings';
import { tell } from '../../utils/failure';
import { showRefusal, showView, unloaded, type Loadable } from '../../utils/load';
import { withCommas } from '../../utils/format';
import { openPage } from '../../utils/navigate';
import { askedCardOf } from '../../utils/share';
import { tierPictureOf } from '../../utils/tier';
import { typeClass } from '../../utils/type-class';
import type { Reward } from './guide';
import { viewOf, withMemberView, withReward, type HomeView } from './view';

/** The moment of joy, as long as its animation. */
const JOY_MS = 1_400;

/** What was just earned, while it is celebrated; `tier` 0: none was reached. */
const NO_JOY = { gain: '', tier: 0 };

interface Data extends Loadable<HomeView> {
  type: string;
  copy: typeof homeCopy;
  common: typeof commonCopy;
  bones: readonly number[];
  checkingIn: boolean;
  claiming: boolean;
  joy: typeof NO_JOY;
}

interface Custom {
  /** The newest answer: what the view is derived from. */
  home: Home | null;
  /** Counts what was shown, so that a slow answer never covers a newer one. */
  shown: number;
  load(options?: { readonly quiet: boolean }): Promise<void>;
  show(home: Home, more?: Partial<Data>): void;
  checkIn(): Promise<void>;
  claim(reward: Reward): Promise<void>;
  celebrate(): void;
}

Page<Data, Custom & Record<string, unknown>>({
  home: null,
  shown: 0,
  data: {
    type: typeClass(),
    copy: homeCopy,
    common: commonCopy,
    bones: STEP_HEIGHTS_PX,
    ...unloaded<HomeView>(),
    checkingIn: false,
    claiming: false,
    joy: NO_JOY,
  },

  /** Coming back is when a new day, a new rank or somebody else's check-in may be there. */
  onShow() {
    void this.load({ quiet: this.home !== null });
  },

  async onPullDownRefresh() {
    await this.load();
    await wx.stopPullDownRefresh();
  },

  /** @param options.quiet Nobody asked for it: what is on the page stays, and nothing is said. */
  async load(options) {
    const shown = this.shown;
    const answer = await home();
    if (shown !== this.shown) return;
    if (answer.ok) this.show(answer.data);
    else showRefusal(this, answer, options);
  },

  show(next, more = {}) {
    this.home = next;
    this.shown += 1;
    showView(this, viewOf(next, Date.now()), more);
  },

  retry() {
    if (this.data.failure) this.setData({ failure: null });
    void this.load();
  },

  async checkIn() {
    if (!this.home || this.data.checkingIn) return;
    this.setData({ checkingIn: true });
    const answer = await checkIn(this.home.businessDay);
    // What came in between, a reward for example, stays.
    const before = this.home;
    if (answer.ok) {
      const { earnedPoints, tier } = answer.data;
      this.show(withMemberView(before, answer.data), {
        checkingIn: false,
        joy: {
          gain: homeCopy.gain(earnedPoints),
          tier: tier.level > before.tier.level ? tierPictureOf(tier) : 0,
        },
      });
      this.celebrate();
      // The answer knows the member; who else moved on the board follows quietly.
      void this.load({ quiet: true });
      return;
    }
    if (answer.code === 'ALREADY_CHECKED_IN' && answer.data) this.show(withMemberView(before, answer.data));
    if (answer.code === 'DAY_CHANGED') await this.load();
    this.setData({ checkingIn: false });
    tell(answer);
  },

  async claim(reward) {
    if (!this.home || this.data.claiming) return;
    this.setData({ claiming: true });
    const answer = await claimReward(reward);
    if (answer.ok) {
      const { earnedPoints, balancePoints } = answer.data;
      this.show(withReward(this.home, reward, balancePoints), { claiming: false });
      return void wx.showToast({ title: homeCopy.rewarded(withCommas(earnedPoints)), icon: 'none' });
    }
    this.setData({ claiming: false });
    if (answer.code === 'ALREADY_CLAIMED') return this.load({ quiet: true });
    tell(answer);
  },

  /** One of the newcomer's three steps: the check-in, or a reward that is open. */
  takeStep({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { name: Reward | 'check_in' }>) {
    const { name } = currentTarget.dataset;
    void (name === 'check_in' ? this.checkIn() : this.claim(name));
  },

  /** The card brings people by the member's own code. */
  onShareAppMessage() {
    return askedCardOf(homeCopy.share(this.home?.communityName ?? commonCopy.product));
  },

  celebrate() {
    setTimeout(() => this.setData({ joy: NO_JOY }), JOY_MS);
    // A phone that cannot vibrate is no reason to fail.
    if (vibrates()) wx.vibrateShort({ type: 'light' }).catch(() => undefined);
  },

  openNotices() {
    openPage('/packages/member/notices/index');
  },

  openRules() {
    openPage('/packages/join/rules/index?from=home');
  },

  openStatement() {
    openPage('/packages/points/statement/index');
  },

  openEarn() {
    openPage('/packages/points/earn/index');
  },

  openTier() {
    openPage('/packages/member/tier/index');
  },

  openBoard() {
    void wx.switchTab({ url: '/pages/rank/index' });
  },
});
