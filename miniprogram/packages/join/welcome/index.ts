import { commonCopy } from '../../../copy/common';
import { joinWelcomeCopy } from '../../../copy/join-welcome';
import { vibrates } from '../../../services/settings';
import { claimTask } from '../../../services/tasks';
import { tell } from '../../../utils/failure';
import { withSign } from '../../../utils/format';
import { unloaded, type Loadable } from '../../../utils/load';
import { openLink } from '../../../utils/navigate';
import { typeClass } from '../../../utils/type-class';
import { goHome, loadStep } from '../way';
import { countUp } from './count-up';
import { viewOf, type WelcomeView } from './view';

/** The moment of joy, as long as its animation. */
const JOY_MS = 1_400;

/** The task that is finished by joining, and its one period. */
const JOINING_GIFT = 'joining_gift';
const ONCE = 'o';

interface Data extends Loadable<WelcomeView> {
  type: string;
  copy: typeof joinWelcomeCopy;
  common: typeof commonCopy;
  gift: 'open' | 'taking' | 'taken' | 'takenBefore';
  /** What stands beside the coin. */
  figure: number;
  joy: string;
}

interface Custom {
  stopCounting: () => void;
  load(): Promise<void>;
  celebrate(points: number): void;
}

/** Just admitted: a few words, and the joining gift. */
Page<Data, Custom & Record<string, unknown>>({
  stopCounting: () => undefined,
  data: {
    type: typeClass(),
    copy: joinWelcomeCopy,
    common: commonCopy,
    ...unloaded<WelcomeView>(),
    gift: 'open',
    figure: 0,
    joy: '',
  },

  onLoad() {
    void this.load();
  },

  onUnload() {
    this.stopCounting();
  },

  async load() {
    await loadStep(this, 'welcome', viewOf, { membersGo: 'on' });
    if (this.data.view) this.setData({ figure: this.data.view.giftPoints });
  },

  retry() {
    if (this.data.failure) this.setData({ failure: null });
    void this.load();
  },

  async take() {
    if (this.data.gift !== 'open') return;
    this.setData({ gift: 'taking' });
    const answer = await claimTask(JOINING_GIFT, ONCE);
    if (answer.ok) return this.celebrate(answer.data.earnedPoints);
    if (answer.code === 'ALREADY_CLAIMED') return this.setData({ gift: 'takenBefore' });
    this.setData({ gift: 'open' });
    tell(answer);
  },

  celebrate(points) {
    this.setData({ gift: 'taken', joy: withSign(points) });
    this.stopCounting = countUp(points, (figure) => this.setData({ figure }));
    setTimeout(() => this.setData({ joy: '' }), JOY_MS);
    // A phone that cannot vibrate is no reason to fail.
    if (vibrates()) wx.vibrateShort({ type: 'light' }).catch(() => undefined);
  },

  openHome() {
    goHome(this);
  },

  openLink() {
    if (this.data.view?.linkPath) openLink(this.data.view.linkPath);
  },
});
