import { phoneAddress, type PhoneState } from '../address';
import type { LiveState, PanelMessage } from '../messages';
import { make, makeButton, setText } from './dom';

/** As high as the phones of these widths are. */
const heights: Readonly<Record<PhoneState['width'], number>> = { '320': 568, '375': 812, '414': 896 };

/** One phone: its frame, and above it who holds it. */
export class Device {
  readonly element: HTMLElement;
  private readonly frame = make('iframe', 'phone');
  private readonly holder = make('span', 'device-holder');
  private shown: PhoneState | undefined;

  constructor(
    index: number,
    private readonly base: string,
    onReopen: () => void,
    onClose?: () => void,
  ) {
    const title = `手机 ${index + 1}`;
    this.frame.title = title;
    this.frame.name = index === 0 ? 'phone' : `phone-${index + 1}`;
    const bar = make(
      'header',
      'device-bar',
      make('b', 'device-title', title),
      this.holder,
      makeButton('quiet', onReopen, '重新打开'),
    );
    if (onClose) bar.append(makeButton('quiet', onClose, '关闭'));
    this.element = make('div', 'device-frame', bar, make('div', 'device', this.frame));
  }

  get window(): Window | null {
    return this.frame.contentWindow;
  }

  tell(message: PanelMessage): void {
    this.window?.postMessage(message, location.origin);
  }

  /** Launches anew for what a phone reads at its launch only; the rest it is told of. */
  show(phone: PhoneState, holder: string, mustLaunch: boolean): void {
    const { shown } = this;
    setText(this.holder, holder);
    this.frame.style.width = `${phone.width}px`;
    this.frame.style.height = `${heights[phone.width]}px`;
    this.shown = phone;
    if (mustLaunch || !shown || isAnother(shown, phone)) return this.launch();
    this.write(phone);
    this.tell({ from: 'panel', kind: 'state', state: liveOf(phone) });
  }

  /** The phone itself has changed so. Its page it has written into its address already. */
  note(phone: PhoneState): void {
    const { shown } = this;
    this.shown = phone;
    if (!shown || phoneAddress({ ...shown, page: phone.page }) !== phoneAddress(phone)) this.write(phone);
  }

  launch(): void {
    if (!this.shown) return;
    if (this.write(this.shown)) this.window?.location.reload();
    else this.frame.src = phoneAddress(this.shown, this.base);
  }

  /** The phone's own address, without loading it. @returns false when there is none yet. */
  private write(phone: PhoneState): boolean {
    const { window: inside } = this;
    if (inside === null || inside.location.href === 'about:blank') return false;
    inside.history.replaceState(inside.history.state, '', phoneAddress(phone, this.base));
    return true;
  }
}

/** In what only a launch can change. */
const isAnother = (one: PhoneState, other: PhoneState): boolean =>
  phoneAddress({ ...one, ...liveOf(other), width: other.width }) !== phoneAddress(other);

const liveOf = ({ net, privacy, subscribe, pay, album, notice }: PhoneState): LiveState => ({
  ...{ net, privacy, subscribe },
  ...{ pay, album, notice },
});
