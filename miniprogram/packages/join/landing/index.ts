import { commonCopy } from '../../../copy/common';
import { landingCopy } from '../../../copy/join';
import { arrive, type Arrival, type JoinView } from '../../../services/join';
import { loadView, unloaded, type Loadable } from '../../../utils/load';
import { openPage } from '../../../utils/navigate';
import { typeClass } from '../../../utils/type-class';
import { goHome, handOver } from '../way';
import { arrivalOf } from './arrival';
import { viewOf, type LandingView } from './view';

/** The skeleton's steps. */
const BONES_PX = [56, 86, 116, 146];

interface Data extends Loadable<LandingView | null> {
  type: string;
  copy: typeof landingCopy;
  common: typeof commonCopy;
  bones: readonly number[];
}

interface Custom {
  query: { readonly scene?: string | undefined };
  join: JoinView | null;
  load(options?: { readonly quiet: boolean }): Promise<void>;
  arrival(): Promise<Arrival>;
}

/** The door: what this community is, and one button. Members pass through it unseen. */
Page<Data, Custom & Record<string, unknown>>({
  query: {},
  join: null,
  data: {
    type: typeClass(),
    copy: landingCopy,
    common: commonCopy,
    bones: BONES_PX,
    ...unloaded<LandingView | null>(),
  },

  onLoad(query) {
    this.query = query;
  },

  /** Coming back is when a step may be done, or a decision there. */
  onShow() {
    void this.load({ quiet: this.join !== null });
  },

  load(options) {
    const ask = async () => {
      const answer = await arrive(await this.arrival());
      if (answer.ok) this.join = answer.data;
      if (answer.ok && answer.data.step === 'member') goHome(this);
      return answer;
    };
    return loadView(this, ask, (join) => (join.step === 'member' ? null : viewOf(join)), options);
  },

  /** How it was opened is told once; after that, it is only looked at again. */
  async arrival() {
    return this.join ? {} : arrivalOf(this.query);
  },

  retry() {
    if (this.data.failure) this.setData({ failure: null });
    void this.load();
  },

  goOn() {
    if (this.join) openPage(handOver(this.join));
  },

  openPrivacy() {
    // A guideline that was never published is WeChat's to tell.
    wx.openPrivacyContract({ fail: () => undefined });
  },
});
