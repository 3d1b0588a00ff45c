import { commonCopy } from '../../../copy/common';
import { rulesCopy } from '../../../copy/rules';
import { pointsRules, type PointsRules } from '../../../services/points-rules';
import { withCommas } from '../../../utils/format';
import { loadView, unloaded } from '../../../utils/load';
import { typeClass } from '../../../utils/type-class';

/** The skeleton's sections. */
const BONES = [1, 2, 3];

const viewOf = ({ sections, version }: PointsRules) => ({
  sections,
  version: rulesCopy.version(withCommas(version)),
});

Page({
  data: {
    type: typeClass(),
    common: commonCopy,
    bones: BONES,
    ...unloaded<ReturnType<typeof viewOf>>(),
  },

  onLoad() {
    void this.load();
  },

  async onPullDownRefresh() {
    await this.load();
    await wx.stopPullDownRefresh();
  },

  load() {
    return loadView(this, pointsRules, viewOf);
  },

  retry() {
    if (this.data.failure) this.setData({ failure: null });
    void this.load();
  },
});
