import { addressesCopy } from '../../../copy/addresses';
import { commonCopy } from '../../../copy/common';
import { addresses, pickAddress, removeAddress } from '../../../services/addresses';
import { isUnsettled, tell } from '../../../utils/failure';
import { loadView, showView, unloaded, type Loadable } from '../../../utils/load';
import { openPage } from '../../../utils/navigate';
import { typeClass } from '../../../utils/type-class';
import { viewOf, type AddressesView } from './view';

/** The skeleton's cards. */
const BONES = [1, 2];

interface Data extends Loadable<AddressesView> {
  type: string;
  copy: typeof addressesCopy;
  common: typeof commonCopy;
  bones: readonly number[];
  /** Opened to choose one for an order. */
  isPicking: boolean;
  /** Which one is about to go; empty where none is. */
  removing: string;
}

interface Custom {
  load(options?: { readonly quiet: boolean }): Promise<void>;
  openForm(query: string): void;
  isMeant(addressId: string): Promise<boolean>;
}

type Tap = WechatMiniprogram.TouchEvent<object, object, { id: string }>;

/** Where the member's parcels can go. */
Page<Data, Custom & Record<string, unknown>>({
  data: {
    type: typeClass(),
    copy: addressesCopy,
    common: commonCopy,
    bones: BONES,
    ...unloaded<AddressesView>(),
    isPicking: false,
    removing: '',
  },

  onLoad({ pick }) {
    if (pick) this.setData({ isPicking: true });
  },

  onShow() {
    void this.load({ quiet: this.data.view !== null });
  },

  async onPullDownRefresh() {
    await this.load();
    await wx.stopPullDownRefresh();
  },

  load(options) {
    return loadView(this, addresses, viewOf, options);
  },

  choose({ currentTarget }: Tap) {
    const { id } = currentTarget.dataset;
    if (!this.data.isPicking) return this.openForm(`addressId=${id}`);
    pickAddress(id);
    void wx.navigateBack();
  },

  edit({ currentTarget }: Tap) {
    this.openForm(`addressId=${currentTarget.dataset.id}`);
  },

  add() {
    this.openForm('');
  },

  openForm(query) {
    const all = [query, this.data.isPicking ? 'pick=1' : ''].filter(Boolean).join('&');
    openPage(`/packages/mall/address/index${all && '?'}${all}`);
  },

  async remove({ currentTarget }: Tap) {
    const { id } = currentTarget.dataset;
    if (this.data.removing) return;
    this.setData({ removing: id });
    const answer = (await this.isMeant(id)) ? await removeAddress(id) : null;
    if (!answer) return this.setData({ removing: '' });
    if (answer.ok) {
      showView(this, viewOf(answer.data), { removing: '' });
      return void wx.showToast({ title: addressesCopy.removed, icon: 'none' });
    }
    this.setData({ removing: '' });
    tell(answer);
    if (!isUnsettled(answer)) void this.load({ quiet: true });
  },

  async isMeant(addressId) {
    const { view } = this.data;
    const address = view?.addresses.find((each) => each.addressId === addressId);
    if (!address) return false;
    const { remove, removeAsk, keep } = addressesCopy;
    const content = removeAsk(address.recipient, address.detail);
    const { confirm } = await wx.showModal({ title: remove, content, confirmText: remove, cancelText: keep });
    return confirm;
  },

  retry() {
    if (this.data.failure) this.setData({ failure: null });
    void this.load();
  },
});
