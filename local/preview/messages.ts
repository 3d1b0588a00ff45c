import type { PhoneState } from './address';

/** One call that a page made: of a function, of WeChat, or over the network. */
export interface CallEntry {
  readonly atMs: number;
  /** `cloud.callFunction member`, `requestPayment` … */
  readonly name: string;
  readonly input: unknown;
  readonly answer: unknown;
  readonly isFailure: boolean;
  readonly tookMs: number;
  readonly answerBytes: number;
}

/** One `setData` of a page or component. */
export interface SetDataEntry {
  readonly atMs: number;
  /** The path of the page or component. */
  readonly of: string;
  readonly keys: readonly string[];
  readonly sizeBytes: number;
}

/** What a phone posts to the page around it. */
export type PhoneMessage = { readonly from: 'phone' } & (
  | { readonly kind: 'call'; readonly call: CallEntry }
  | { readonly kind: 'setData'; readonly setData: SetDataEntry }
  /** Another page is on top. */
  | { readonly kind: 'page'; readonly page: string }
  /** The person decided what the address had left open; the address is to say so from now on. */
  | { readonly kind: 'state'; readonly state: Partial<Pick<PhoneState, 'privacy' | 'album'>> }
  /** Something has changed at WeChat: a card was sent, a bill paid, a message accepted. */
  | { readonly kind: 'wechat' }
);

/** What the panel may change while the phone runs. */
export type LiveState = Pick<PhoneState, 'net' | 'privacy' | 'subscribe' | 'pay' | 'album' | 'notice'>;

/** What the panel posts to a phone. */
export type PanelMessage = { readonly from: 'panel' } & (
  | { readonly kind: 'state'; readonly state: LiveState }
  /** To the background and back, as when one returns another day. */
  | { readonly kind: 'return' }
);
