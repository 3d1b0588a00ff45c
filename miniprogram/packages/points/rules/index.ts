import { commonCopy } from '../../../copy/common';
import { rulesCopy } from '../../../copy/rules';
import { pointsRules, type PointsRules } from '../../../services/points-rules';
import { failureOf, tell, type Failure } from '../../../utils/failure';
import { withCommas } from '../../../utils/format';

/** The skeleton's sections. */
const BONES = [1, 2, 3];

Page({
  data: {
    common: commonCopy,
    bones: BONES,
    sections: null as PointsRules['sections'] | null,
    version: '',
    failure: null as Failure | null,
  },

  onLoad() {
    void this.load();
  },

  async onPullDownRefresh() {
    await this.load();
    await wx.stopPullDownRefresh();
  },

  async load() {
    const answer = await pointsRules();
    if (answer.ok) {
      const { sections, version } = answer.data;
      this.setData({ sections, version: rulesCopy.version(withCommas(version)), failure: null });
    } else if (!this.data.sections) this.setData({ failure: failureOf(answer) });
    else tell(answer);
  },

  retry() {
    this.setData({ failure: null });
    void this.load();
  },
});
