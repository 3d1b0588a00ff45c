import { commonCopy } from '../../../copy/common';
import { mallItemCopy } from '../../../copy/mall-item';
import { redeemCopy } from '../../../copy/redeem';
import { addresses, takePickedAddress, type Address } from '../../../services/addresses';
import {
  handOverRedeemed,
  mallItem,
  redeemItem,
  unsettledRedemption,
  type MallItemAnswer,
  type Redemption,
} from '../../../services/mall';
import { changesOf } from '../../../utils/changes';
import { clockFrom, everySecond } from '../../../utils/countdown';
import { isUnsettled, tell } from '../../../utils/failure';
import { turnsAtMs } from '../../../utils/goods';
import { loadView, showRefusal, unloaded, type Loadable } from '../../../utils/load';
import { openPage } from '../../../utils/navigate';
import { typeClass } from '../../../utils/type-class';
import { viewOf, type ConfirmView, type Wanted } from './view';
import { wayOnOf, type RedeemRefusal } from './way-on';

const ITEM_ROUTE = 'packages/mall/item/index';

interface Data extends Loadable<ConfirmView> {
  type: string;
  copy: typeof redeemCopy;
  item: typeof mallItemCopy;
  common: typeof commonCopy;
  /** There is no such item any more. */
  isGone: boolean;
  redeeming: boolean;
  /** Why the last tap came to nothing, and what comes next. */
  notice: string;
}

interface Custom {
  itemId: string;
  variantId: string;
  quantity: number;
  /** The newest answer: what the view is derived from. */
  answer: MallItemAnswer | null;
  /** The member's own; null until they are there. */
  book: readonly Address[] | null;
  addressId: string | null;
  unsettled: Redemption | null;
  clock: () => number;
  stopClock: () => void;
  load(options?: { readonly quiet: boolean }): Promise<void>;
  loadBook(): Promise<void>;
  keep(answer: MallItemAnswer): ConfirmView;
  startClock(): void;
  address(): Address | null;
  wanted(): Wanted;
  redraw(): void;
  redemption(): Redemption | null;
  redeem(): Promise<void>;
  refuse(refusal: RedeemRefusal): Promise<void>;
  goBackToItem(): void;
  openAddress(): void;
}

/** The last look before points are spent. */
Page<Data, Custom & Record<string, unknown>>({
  itemId: '',
  variantId: '',
  quantity: 1,
  answer: null,
  book: null,
  addressId: null,
  unsettled: null,
  clock: Date.now,
  stopClock: () => undefined,
  data: {
    type: typeClass(),
    copy: redeemCopy,
    item: mallItemCopy,
    common: commonCopy,
    ...unloaded<ConfirmView>(),
    isGone: false,
    redeeming: false,
    notice: '',
  },

  onLoad({ itemId = '', variantId = '', quantity = '1' }) {
    Object.assign(this, { itemId, variantId, quantity: Math.max(1, Number(quantity) || 1) });
    this.unsettled = unsettledRedemption(itemId);
    if (this.unsettled) this.setData({ notice: redeemCopy.unknown });
    void this.load();
  },

  onShow() {
    this.redraw();
    this.startClock();
    this.addressId = takePickedAddress() ?? this.addressId;
    if (this.answer) void this.loadBook();
  },

  onHide() {
    this.stopClock();
  },

  onUnload() {
    this.stopClock();
  },

  async load(options) {
    const ask = async () => {
      const answer = await mallItem(this.itemId);
      if (!answer.ok && answer.code === 'ITEM_NOT_FOUND') this.setData({ isGone: true });
      return answer;
    };
    await loadView(this, ask, (answer) => this.keep(answer), options);
    if (this.answer && this.book === null) await this.loadBook();
  },

  /** An address that was changed has another id: what was chosen may be gone. */
  async loadBook() {
    if (!this.answer?.item.needsAddress) return;
    const answer = await addresses();
    if (!answer.ok) return showRefusal(this, answer);
    this.book = answer.data.addresses;
    this.redraw();
  },

  keep(answer) {
    this.answer = answer;
    this.clock = clockFrom(answer.nowMs);
    this.startClock();
    return viewOf(answer, this.wanted(), answer.nowMs);
  },

  startClock() {
    this.stopClock();
    const next = (nowMs: number) => this.answer && turnsAtMs(this.answer.item, nowMs);
    this.stopClock = everySecond(this.clock, next, () => this.redraw());
  },

  /** What was sent before, else what was chosen, else the default one. */
  address() {
    const find = (wanted?: string | null) => this.book?.find(({ addressId }) => addressId === wanted);
    if (this.unsettled) return find(this.unsettled.addressId) ?? null;
    return find(this.addressId ?? this.answer?.addressId) ?? this.book?.[0] ?? null;
  },

  wanted() {
    const { variantId, quantity, unsettled } = this;
    return { variantId, quantity, unsettled, address: this.address(), isBookThere: this.book !== null };
  },

  redraw() {
    if (!this.answer) return;
    const view = viewOf(this.answer, this.wanted(), this.clock());
    const changes = changesOf(this.data.view, view, 'view');
    if (Object.keys(changes).length > 0) this.setData(changes);
  },

  changeQuantity({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { by: number }>) {
    const { stepper } = this.data.view ?? {};
    if (!stepper || this.data.redeeming) return;
    this.quantity = Math.min(stepper.most, Math.max(1, stepper.quantity + currentTarget.dataset.by));
    if (this.data.notice) this.setData({ notice: '' });
    this.redraw();
  },

  act() {
    const act = this.data.view?.action.act;
    if (act === 'redeem') void this.redeem();
    if (act === 'address') this.openAddress();
    if (act === 'earn') openPage('/packages/points/earn/index');
  },

  /** What is sent: as it was sent before where that is not settled. */
  redemption() {
    if (this.unsettled || !this.answer || !this.data.view) return this.unsettled;
    const { nowMs, item } = this.answer;
    const address = this.address();
    return {
      itemId: this.itemId,
      variantId: this.variantId,
      quantity: this.data.view.stepper.quantity,
      pricePoints: item.pricePoints,
      seenAtMs: nowMs,
      ...(item.needsAddress && address ? { addressId: address.addressId } : {}),
    };
  },

  async redeem() {
    const redemption = this.redemption();
    if (!redemption || this.data.redeeming) return;
    this.setData({ redeeming: true, notice: '' });
    const answer = await redeemItem(redemption);
    if (!answer.ok) return this.refuse(answer);
    handOverRedeemed(answer.data);
    // The button stays as it is: what is left is on its way to another page.
    const { orderId } = answer.data.order;
    void wx.redirectTo({ url: `/packages/mall/result/index?orderId=${orderId}` });
  },

  async refuse(refusal) {
    if (isUnsettled(refusal)) {
      this.unsettled = unsettledRedemption(this.itemId);
      this.setData({ redeeming: false, notice: redeemCopy.unknown });
      return this.redraw();
    }
    this.unsettled = null;
    if (refusal.code === 'SOLD_OUT') {
      this.setData({ redeeming: false });
      this.goBackToItem();
      return tell(refusal);
    }
    if (refusal.code === 'ADDRESS_NEEDED' || refusal.code === 'ADDRESS_NOT_FOUND') this.book = null;
    this.redraw();
    await this.load({ quiet: true });
    this.setData({ redeeming: false, notice: wayOnOf(refusal) });
  },

  goBackToItem() {
    const pages = getCurrentPages();
    if (pages[pages.length - 2]?.route === ITEM_ROUTE) void wx.navigateBack();
    else void wx.redirectTo({ url: `/${ITEM_ROUTE}?itemId=${this.itemId}` });
  },

  openAddress() {
    if (this.unsettled) return;
    openPage(
      this.address() ? '/packages/mall/addresses/index?pick=1' : '/packages/mall/address/index?pick=1',
    );
  },

  openMall() {
    void wx.switchTab({ url: '/pages/mall/index' });
  },

  retry() {
    if (this.data.failure) this.setData({ failure: null });
    void this.load();
  },
});
