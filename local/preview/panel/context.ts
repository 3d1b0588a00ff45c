import type { PhoneState } from '../address';
import type { ClockLine } from './clock-line';
import type { PanelData } from './data';
import type { PanelAddress } from './panel-address';
import type { People } from './people';
import type { PhoneLog } from './phone-log';
import type { Phones } from './phones';
import type { WeChatLine } from './wechat-line';

/** What every section may know and do. */
export interface PanelContext {
  readonly data: PanelData;
  readonly address: PanelAddress;
  readonly phones: Phones;
  readonly people: People;
  readonly wechat: WeChatLine;
  readonly clock: ClockLine;
  /** Of each phone. */
  readonly logs: readonly [PhoneLog, PhoneLog];
  /** Launches the chosen phone anew, even where nothing about it is another. */
  readonly open: (change: Partial<PhoneState>) => void;
  /** Changes the chosen phone; it is launched anew only where it must be. */
  readonly set: (change: Partial<PhoneState>) => void;
  /** To be called when a section has something new to show of itself. */
  readonly refresh: () => void;
}

/** One section of the panel: made once, and shown again and again in place. */
export interface SectionView {
  readonly element: HTMLElement;
  readonly show: () => void;
}
