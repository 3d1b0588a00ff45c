import { setTimeout as sleepMs } from 'node:timers/promises';
import type { MerchantSettings } from './cashier/merchant';
import type { PushSettings } from './push/settings';
import { emptyState, type WeChatState } from './state';
import type { Template } from './template-values';
import type { VirtualPaymentSettings } from './virtual-payment/settings';

/** The mini program as WeChat knows it from its console and its last published version. */
export interface MiniProgram {
  readonly appid: string;
  /** The original id, `gh_…`. */
  readonly username: string;
  /** Without one, any secret is taken. */
  readonly secret?: string;
  /** Paths as in app.json, the first page first. Asked at each call: a preview builds anew. */
  readonly pages: () => readonly string[];
  readonly templates: readonly Template[];
}

/** Where the state outlives the process. Whatever is read is checked before it is taken. */
export interface StateStore {
  readonly read: () => unknown;
  readonly write: (state: WeChatState) => void;
}

export interface WeChatOptions {
  readonly now: () => number;
  readonly random: (sizeBytes: number) => Buffer;
  readonly sleep?: (durationMs: number) => Promise<unknown>;
  /** Where the preview's outer page is: what a scanned code opens. */
  readonly publicUrl: string;
  readonly miniProgram: MiniProgram;
  readonly push: PushSettings;
  /** Without one there is no cashier. */
  readonly merchant?: MerchantSettings;
  /** Without it `wx.requestVirtualPayment` is refused. */
  readonly virtualPayment?: VirtualPaymentSettings;
  /** How long the check of a picture takes. WeChat promises 30 minutes at most. */
  readonly mediaCheckMs?: number;
  readonly store?: StateStore;
}

/** What all simulators share: settings, clock, chance, and the one state. */
export interface Desk extends WeChatOptions {
  readonly sleep: (durationMs: number) => Promise<unknown>;
  readonly mediaCheckMs: number;
  state: WeChatState;
  /** To be called once the state has changed. */
  readonly save: () => void;
}

export function openDesk(options: WeChatOptions): Desk {
  const desk: Desk = {
    ...options,
    sleep: options.sleep ?? sleepMs,
    mediaCheckMs: options.mediaCheckMs ?? 5_000,
    state: emptyState(),
    save: () => options.store?.write(desk.state),
  };
  return desk;
}

export const secondsOf = (timeMs: number): number => Math.floor(timeMs / 1000);

/** As in WeChat's own trace ids and rids: the second it was made in, and chance. */
export function newTraceId(desk: Desk): string {
  const chance = desk.random(8).toString('hex');
  return [secondsOf(desk.now()).toString(16).padStart(8, '0'), chance.slice(0, 8), chance.slice(8)].join('-');
}

/** A list that a panel shows must not grow for ever. */
export function keepNewest(list: unknown[], atMost: number): void {
  if (list.length > atMost) list.splice(0, list.length - atMost);
}
