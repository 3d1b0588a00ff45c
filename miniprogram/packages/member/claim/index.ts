import { claimCopy } from '../../../copy/claim';
import { commonCopy } from '../../../copy/common';
import { refusalTexts } from '../../../copy/refusals';
import { claimOwnership } from '../../../services/claim-ownership';
import { profile, type Profile } from '../../../services/profile';
import { tell } from '../../../utils/failure';
import { loadView, showView, unloaded } from '../../../utils/load';
import { typeClass } from '../../../utils/type-class';

/** How the community stands; `done`: just claimed on this page. */
interface View {
  readonly mode: Profile['ownership'] | 'done';
}

const viewOf = ({ ownership }: Profile): View => ({ mode: ownership });

/** A community without an owner finds one: the first member by a tap, later by the code of its deployment. */
Page({
  data: {
    type: typeClass(),
    copy: claimCopy,
    common: commonCopy,
    ...unloaded<View>(),
    code: '',
    /** Why the last try came to nothing. */
    refusal: '',
    claiming: false,
  },

  onShow() {
    if (this.data.view?.mode !== 'done') void this.load({ quiet: this.data.view !== null });
  },

  async onPullDownRefresh() {
    if (this.data.view?.mode !== 'done') await this.load();
    await wx.stopPullDownRefresh();
  },

  load(options?: { readonly quiet: boolean }) {
    return loadView(this, profile, viewOf, options);
  },

  retry() {
    if (this.data.failure) this.setData({ failure: null });
    void this.load();
  },

  write({ detail }: WechatMiniprogram.Input) {
    this.setData({ code: detail.value, ...(this.data.refusal ? { refusal: '' } : {}) });
  },

  async claim() {
    const { view, claiming } = this.data;
    const code = this.data.code.trim();
    if (!view || claiming) return;
    if (view.mode === 'byCode' && !code) return this.setData({ refusal: claimCopy.codeMissing });
    this.setData({ claiming: true, refusal: '' });
    const answer = await claimOwnership(view.mode === 'byCode' ? code : undefined);
    this.setData({ claiming: false });
    if (answer.ok) return showView(this, { mode: 'done' });
    if (answer.code !== 'CLAIM_REFUSED' && answer.code !== 'TOO_MANY_TRIES') return tell(answer);
    if (view.mode === 'byCode') return this.setData({ refusal: refusalTexts[answer.code] });
    // Somebody was quicker: what the page offered is gone.
    void wx.showToast({ title: claimCopy.offerGone, icon: 'none' });
    return this.load({ quiet: true });
  },

  openHome() {
    void wx.switchTab({ url: '/pages/home/index' });
  },
});
