import { addressCopy } from '../../../copy/address';
import { addressesCopy } from '../../../copy/addresses';
import { commonCopy } from '../../../copy/common';
import { addresses, pickAddress, saveAddress, type Addresses } from '../../../services/addresses';
import { failureOf, tell, type Failure } from '../../../utils/failure';
import { typeClass } from '../../../utils/type-class';
import { regionLineOf } from '../order-address';
import { EMPTY, faultsOf, NO_FAULTS, tidied, type Draft, type Faults, type Field } from './draft';
import { regionOf, type PickedRegion } from './region';

interface Data {
  type: string;
  copy: typeof addressCopy;
  privacy: string;
  common: typeof commonCopy;
  /** Null until the one that is changed is there. */
  draft: Draft | null;
  failure: Failure | null;
  /** The one to be changed is not there any more. */
  isGone: boolean;
  region: string;
  /** As the picker knows it. */
  places: readonly string[];
  /** There is always one: it can only be made of another. */
  wasDefault: boolean;
  faults: Faults;
  saving: boolean;
}

interface Custom {
  /** Empty for a new one. */
  addressId: string;
  isPicking: boolean;
  load(): Promise<void>;
  show(draft: Draft): void;
  leave(addressId: string): Promise<void>;
}

type FieldEvent = WechatMiniprogram.CustomEvent<
  { value: string },
  object,
  { field: Exclude<Field, 'region'> }
>;

/** Pages of addresses, from which one goes back to where an address was wanted. */
const isOfAddresses = ({ route }: { readonly route?: string }): boolean =>
  route?.startsWith('packages/mall/address') ?? false;

function draftOf({ addresses: all }: Addresses, addressId: string): Draft | undefined {
  const found = all.find((address) => address.addressId === addressId);
  if (!found) return undefined;
  const { addressId: _id, ...draft } = found;
  return draft;
}

/** One address, new or to be changed. */
Page<Data, Custom & Record<string, unknown>>({
  addressId: '',
  isPicking: false,
  data: {
    type: typeClass(),
    copy: addressCopy,
    privacy: addressesCopy.privacy,
    common: commonCopy,
    draft: null,
    failure: null,
    isGone: false,
    region: '',
    places: [],
    wasDefault: false,
    faults: NO_FAULTS,
    saving: false,
  },

  onLoad({ addressId = '', pick }) {
    this.addressId = addressId;
    this.isPicking = Boolean(pick);
    if (addressId) void this.load();
    else this.show(EMPTY);
  },

  async load() {
    const answer = await addresses();
    if (!answer.ok) return this.setData({ failure: failureOf(answer) });
    const draft = draftOf(answer.data, this.addressId);
    if (!draft) return this.setData({ isGone: true });
    this.show(draft);
    this.setData({ wasDefault: draft.isDefault });
  },

  show(draft) {
    const { province, city, county } = draft;
    const places = province ? [province, city, county] : [];
    this.setData({ draft, region: regionLineOf(draft), places });
  },

  write({ detail, currentTarget }: FieldEvent) {
    const { field } = currentTarget.dataset;
    const isFaulty = this.data.faults[field] !== '';
    this.setData({ [`draft.${field}`]: detail.value, ...(isFaulty ? { [`faults.${field}`]: '' } : {}) });
  },

  /** Says what is amiss as soon as one goes on to the next field. */
  check({ currentTarget }: FieldEvent) {
    const { field } = currentTarget.dataset;
    if (this.data.draft) this.setData({ [`faults.${field}`]: faultsOf(this.data.draft)[field] });
  },

  chooseRegion({ detail }: WechatMiniprogram.CustomEvent<PickedRegion>) {
    const region = regionOf(detail);
    if (!region || !this.data.draft) return this.setData({ 'faults.region': addressCopy.faults.region });
    this.show({ ...this.data.draft, ...region });
    this.setData({ 'faults.region': '' });
  },

  setDefault({ detail }: WechatMiniprogram.SwitchChange) {
    this.setData({ 'draft.isDefault': detail.value });
  },

  async save() {
    const { draft, saving } = this.data;
    if (!draft || saving) return;
    const faults = faultsOf(draft);
    if (Object.values(faults).some(Boolean)) return this.setData({ faults });
    this.setData({ saving: true, faults });
    const { addressId } = this;
    const answer = await saveAddress({ ...tidied(draft), ...(addressId ? { addressId } : {}) });
    if (answer.ok) return this.leave(answer.data.addressId);
    this.setData({ saving: false });
    if (answer.code !== 'ADDRESS_NOT_FOUND') return tell(answer);
    // What was written is kept: the next tap saves it as a new one.
    this.addressId = '';
    void wx.showToast({ title: addressCopy.changed, icon: 'none' });
  },

  /** Back to the list; whoever needs one for an order goes back to the order, with this one. */
  async leave(addressId) {
    const pages = getCurrentPages();
    if (pages[pages.length - 1] !== (this as unknown)) return;
    if (this.isPicking) pickAddress(addressId);
    const above = [...pages].reverse().findIndex((page) => !isOfAddresses(page));
    await wx.navigateBack({ delta: this.isPicking ? Math.max(1, above) : 1 });
    void wx.showToast({ title: addressCopy.saved, icon: 'none' });
  },

  goBack() {
    void wx.navigateBack();
  },

  retry() {
    this.setData({ failure: null });
    void this.load();
  },
});
