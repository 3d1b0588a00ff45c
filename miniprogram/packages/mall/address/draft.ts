import { addressCopy } from '../../../copy/address';
import type { Address } from '../../../services/addresses';

/** What is written and chosen here. */
export type Draft = Omit<Address, 'addressId'>;

/** What of it one is told about, below its field. */
export type Field = 'recipient' | 'phone' | 'region' | 'detail';
export type Faults = Readonly<Record<Field, string>>;

export const NO_FAULTS: Faults = { recipient: '', phone: '', region: '', detail: '' };

export const EMPTY: Draft = {
  recipient: '',
  phone: '',
  province: '',
  city: '',
  county: '',
  regionCode: '',
  detail: '',
  isDefault: false,
};

const PHONE = /^1[3-9]\d{9}$/;
/** The country's number, as phones keep it in front. */
const COUNTRY = /^\+?86(?=1\d{10}$)/;
/** What is no sign that can be printed on a parcel. */
const UNPRINTABLE =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ue000-\uf8ff\ufeff]/;

/** As it is sent: on one line, without what only helps to write it. */
export const tidied = (draft: Draft): Draft => ({
  ...draft,
  recipient: draft.recipient.replace(/\s+/g, ' ').trim(),
  phone: draft.phone.replace(/[\s-]/g, '').replace(COUNTRY, ''),
  detail: draft.detail.replace(/\s+/g, ' ').trim(),
});

/** What a draft lacks, in words; all empty where it can be sent. */
export function faultsOf(draft: Draft): Faults {
  const { faults } = addressCopy;
  const { recipient, phone, detail } = tidied(draft);
  const textFault = (text: string, missing: string, letters: string) =>
    text ? (UNPRINTABLE.test(text) ? letters : '') : missing;
  const phoneFault = PHONE.test(phone) ? '' : faults.phoneShape;
  return {
    recipient: textFault(recipient, faults.recipient, faults.recipientLetters),
    phone: phone ? phoneFault : faults.phone,
    region: draft.regionCode ? '' : faults.region,
    detail: textFault(detail, faults.detail, faults.detailLetters),
  };
}
