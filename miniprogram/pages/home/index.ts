import { commonCopy } from '../../copy/common';
import { homeCopy } from '../../copy/home';
import { checkIn } from '../../services/check-in';
import { home, type Home } from '../../services/home';
import { failureOf, tell, type Failure } from '../../utils/failure';
import { viewOf, withMemberView, type HomeView } from './view';

/** The moment of joy, as long as its animation. */
const JOY_MS = 1_400;

/** The skeleton's steps: as high as those that will stand there. */
const BONES_PX = [54, 68, 82, 96, 110, 124, 138];

interface Data {
  copy: typeof homeCopy;
  common: typeof commonCopy;
  bones: readonly number[];
  view: HomeView | null;
  failure: Failure | null;
  checkingIn: boolean;
  /** What was just earned, while it is celebrated. */
  joy: string;
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
    copy: homeCopy,
    common: commonCopy,
    bones: BONES_PX,
    view: null,
    failure: null,
    checkingIn: false,
    joy: '',
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
    else if (!this.home) this.setData({ failure: failureOf(answer) });
    else if (!options?.quiet) tell(answer);
  },

  show(next, more = {}) {
    this.home = next;
    this.shown += 1;
    this.setData({ view: viewOf(next, Date.now()), failure: null, ...more });
  },

  retry() {
    this.setData({ failure: null });
    void this.load();
  },

  async checkIn() {
    const before = this.home;
    if (!before || this.data.checkingIn) return;
    this.setData({ checkingIn: true });
    const answer = await checkIn(before.businessDay);
    if (answer.ok) {
      const { earnedPoints } = answer.data;
      this.show(withMemberView(before, answer.data), {
        checkingIn: false,
        joy: homeCopy.gain(earnedPoints),
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
    setTimeout(() => this.setData({ joy: '' }), JOY_MS);
    // A phone that cannot vibrate is no reason to fail.
    wx.vibrateShort({ type: 'light' }).catch(() => undefined);
  },

  openStatement() {
    void wx.navigateTo({ url: '/packages/points/statement/index' });
  },

  openBoard() {
    void wx.switchTab({ url: '/pages/rank/index' });
  },

  openMine() {
    void wx.switchTab({ url: '/pages/mine/index' });
  },
});
