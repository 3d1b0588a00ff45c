import { STEP_HEIGHTS_PX } from '../../components/week-stair/steps';
import { commonCopy } from '../../copy/common';
import { homeCopy } from '../../copy/home';
import { checkIn } from '../../services/check-in';
import { home, type Home } from '../../services/home';
import { vibrates } from '../../services/settings';
import { tell } from '../../utils/failure';
import { showRefusal, showView, unloaded, type Loadable } from '../../utils/load';
import { openPage } from '../../utils/navigate';
import { tierPictureOf } from '../../utils/tier';
import { typeClass } from '../../utils/type-class';
import { viewOf, withMemberView, type HomeView } from './view';

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
  joy: typeof NO_JOY;
}

interface Custom {
  /** The newest answer: what the view is derived from. */
  home: Home | null;
  /** Counts what was shown, so that a slow answer never covers a newer one. */
  shown: number;
  load(options?: { readonly quiet: boolean }): Promise<void>;
  show(home: Home, more?: Partial<Data>): void;
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
    const before = this.home;
    if (!before || this.data.checkingIn) return;
    this.setData({ checkingIn: true });
    const answer = await checkIn(before.businessDay);
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

  celebrate() {
    setTimeout(() => this.setData({ joy: NO_JOY }), JOY_MS);
    // A phone that cannot vibrate is no reason to fail.
    if (vibrates()) wx.vibrateShort({ type: 'light' }).catch(() => undefined);
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
