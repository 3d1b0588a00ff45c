import { STEP_HEIGHTS_PX } from '../../components/week-stair/steps';
import { commonCopy } from '../../copy/common';
import { homeCopy } from '../../copy/home';
import { checkIn } from '../../services/check-in';
import { home, type Home } from '../../services/home';
import { allowMessage } from '../../services/notices';
import { vibrates } from '../../services/settings';
import { claimTask } from '../../services/tasks';
import { isUnsettled, tell } from '../../utils/failure';
import { showRefusal, showView, unloaded, type Loadable } from '../../utils/load';
import { withCommas } from '../../utils/format';
import { openLink, openPage } from '../../utils/navigate';
import { askToAllow } from '../../utils/permission';
import { rewardOf } from '../../utils/reward';
import { askedCardOf } from '../../utils/share';
import { tierPictureOf } from '../../utils/tier';
import { typeClass } from '../../utils/type-class';
import {
  placeOf,
  rewardsOf,
  viewOf,
  withMemberView,
  withReminders,
  withTaskView,
  type HomeView,
  type RewardView,
} from './view';

/** The moment of joy, as long as its animation. */
const JOY_MS = 1_400;

/** What was just earned, while it is celebrated; `tier` 0: none was reached. `aside`: the member stands where the sun comes up. */
const NO_JOY = { gain: '', tier: 0, aside: false };

/** From this step of the week on, Saturday's. */
const HIGH_STEP = 5;

interface Data extends Loadable<HomeView> {
  type: string;
  copy: typeof homeCopy;
  common: typeof commonCopy;
  bones: readonly number[];
  checkingIn: boolean;
  claiming: boolean;
  joy: typeof NO_JOY;
  /** What came with the check-in; it stays until the page is left. */
  rewards: readonly RewardView[];
}

interface Claim {
  readonly taskId: string;
  readonly period: string;
}

interface Custom {
  /** The newest answer: what the view is derived from. */
  home: Home | null;
  /** Counts what was shown, so that a slow answer never covers a newer one. */
  shown: number;
  load(options?: { readonly quiet: boolean }): Promise<void>;
  show(home: Home, more?: Partial<Data>): void;
  checkIn(): Promise<void>;
  claim(claim: Claim): Promise<void>;
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
    rewards: [],
  },

  /** Coming back is when a new day, a new rank or somebody else's check-in may be there. */
  onShow() {
    void this.load({ quiet: this.home !== null });
  },

  onHide() {
    if (this.data.rewards.length > 0) this.setData({ rewards: [] });
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
      const { earnedPoints, tier, weekStrip, businessDay } = answer.data;
      this.show(withMemberView(before, answer.data), {
        checkingIn: false,
        joy: {
          gain: homeCopy.gain(earnedPoints),
          tier: tier.level > before.tier.level ? tierPictureOf(tier) : 0,
          aside: weekStrip.findIndex(({ day }) => day === businessDay) >= HIGH_STEP,
        },
        rewards: rewardsOf(answer.data.rewards),
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

  async claim({ taskId, period }) {
    if (!this.home || this.data.claiming) return;
    this.setData({ claiming: true });
    const { shown } = this;
    const answer = await claimTask(taskId, period);
    if (answer.ok) {
      const { earnedPoints, earnedMakeUpCards, businessDay } = answer.data;
      // What came in between may be newer, and so may the day: then only a new question tells how things stand.
      const isOvertaken = shown !== this.shown || businessDay !== this.home.businessDay;
      this.show(withTaskView(this.home, answer.data), { claiming: false });
      const reward = rewardOf({ points: earnedPoints, makeUpCards: earnedMakeUpCards });
      void wx.showToast({ title: homeCopy.rewarded(reward), icon: 'none' });
      return isOvertaken ? this.load({ quiet: true }) : undefined;
    }
    this.setData({ claiming: false });
    if (answer.code !== 'ALREADY_CLAIMED') tell(answer);
    // Something is not as it is shown here.
    if (!isUnsettled(answer)) await this.load({ quiet: true });
  },

  /** One of the newcomer's steps: a reward that waits, or the check-in. */
  takeStep({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, Claim & { state: string }>) {
    const { state, ...claim } = currentTarget.dataset;
    void (state === 'claimable' ? this.claim(claim) : this.checkIn());
  },

  takeNext() {
    const task = this.home?.nextTask;
    if (!task) return;
    if (task.state === 'claimable') void this.claim(task);
    else openLink(placeOf(task));
  },

  async remind() {
    const reminder = this.home?.reminder;
    if (!reminder) return;
    const { templateId } = reminder;
    const choice = await askToAllow(templateId);
    if (choice !== 'accepted')
      return void wx.showToast({ title: homeCopy.notReminded[choice], icon: 'none' });
    const answer = await allowMessage(templateId);
    if (!answer.ok) return tell(answer);
    if (this.home) this.show(withReminders(this.home, answer.data.left));
    void wx.showToast({ title: homeCopy.reminded(withCommas(answer.data.left)), icon: 'none' });
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

  openCalendar() {
    openPage('/packages/daily/calendar/index');
  },

  openTasks() {
    openPage('/packages/daily/tasks/index');
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
