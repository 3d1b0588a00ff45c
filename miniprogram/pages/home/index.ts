import { commonCopy } from '../../copy/common';
import { homeCopy } from '../../copy/home';
import { checkIn } from '../../services/check-in';
import { home, type Home } from '../../services/home';
import { chromeOf, type Chrome } from '../../utils/chrome';
import { failureOf, tell, type Failure } from '../../utils/failure';
import { viewOf, withMemberView, type HomeView } from './view';

/** The moment of joy, as long as its animation. */
const JOY_MS = 1_400;

interface Custom {
  /** The newest answer: what the view is derived from. */
  home: Home | null;
  load(): Promise<void>;
  show(home: Home): void;
  celebrate(points: number): void;
}

Page<
  {
    copy: typeof homeCopy;
    common: typeof commonCopy;
    chrome: Chrome | null;
    view: HomeView | null;
    failure: Failure | null;
    checkingIn: boolean;
    joy: string;
  },
  Custom & Record<string, unknown>
>({
  home: null,
  data: {
    copy: homeCopy,
    common: commonCopy,
    chrome: null,
    view: null,
    failure: null,
    checkingIn: false,
    joy: '',
  },

  onLoad() {
    this.setData({ chrome: chromeOf() });
  },

  /** Coming back is when a new day, a new rank or somebody else's check-in may be there. */
  onShow() {
    void this.load();
  },

  async onPullDownRefresh() {
    await this.load();
    await wx.stopPullDownRefresh();
  },

  async load() {
    const answer = await home();
    if (answer.ok) this.show(answer.data);
    else if (this.home) tell(answer);
    else this.setData({ failure: failureOf(answer) });
  },

  show(next: Home) {
    this.home = next;
    this.setData({ view: viewOf(next, Date.now()), failure: null });
  },

  retry() {
    this.setData({ failure: null });
    void this.load();
  },

  async checkIn() {
    const shown = this.home;
    if (!shown || this.data.checkingIn) return;
    this.setData({ checkingIn: true });
    const answer = await checkIn(shown.businessDay);
    this.setData({ checkingIn: false });
    if (answer.ok) {
      this.show(withMemberView(shown, answer.data));
      this.celebrate(answer.data.earnedPoints);
      // The board of all is not part of the answer; it follows quietly.
      void this.load();
      return;
    }
    if (answer.code === 'ALREADY_CHECKED_IN' && answer.data) this.show(withMemberView(shown, answer.data));
    if (answer.code === 'DAY_CHANGED') await this.load();
    tell(answer);
  },

  celebrate(points: number) {
    this.setData({ joy: homeCopy.gain(points) });
    setTimeout(() => this.setData({ joy: '' }), JOY_MS);
    wx.vibrateShort({ type: 'light' }).catch(() => undefined);
  },

  openBoard() {
    void wx.switchTab({ url: '/pages/rank/index' });
  },

  openMine() {
    void wx.switchTab({ url: '/pages/mine/index' });
  },
});
