import { openedFromList, panelAddress, readPanelAddress, type PanelState, type PhoneState } from '../address';

type Listener = () => void;

/** The state of the panel, which is its address: one is never without the other. */
export class PanelAddress {
  state: PanelState;
  /** What was wrong with the address that was opened, until somebody changes something. */
  problems: readonly string[];
  private readonly listeners: Listener[] = [];

  constructor(
    private readonly base: string,
    private readonly firstOpenid: string,
  ) {
    ({ state: this.state, problems: this.problems } = this.read());
    window.addEventListener('popstate', () => {
      ({ state: this.state, problems: this.problems } = this.read());
      this.tell();
    });
  }

  onChange(listener: Listener): void {
    this.listeners.push(listener);
  }

  /** The phone that the panel acts on. */
  get phone(): PhoneState {
    return this.state.phones[this.state.chosen] ?? this.state.phones[0];
  }

  hrefOf(change: Partial<PanelState>): string {
    return panelAddress({ ...this.state, ...change }, this.base);
  }

  /** Somebody changed something: the browser's way back undoes it. */
  change(change: Partial<PanelState>): void {
    const href = this.hrefOf(change);
    this.state = { ...this.state, ...change };
    this.problems = [];
    if (href !== this.hrefNow()) history.pushState(null, '', href);
    this.tell();
  }

  /** Something came about by itself, in the phone or by the clock. */
  note(change: Partial<PanelState>): void {
    this.state = { ...this.state, ...change };
    history.replaceState(null, '', this.hrefOf({}));
    this.tell();
  }

  phonesWith(index: number, change: Partial<PhoneState>): PanelState['phones'] {
    const [first, other] = this.state.phones;
    if (!other) return [{ ...first, ...change }];
    return index === 0 ? [{ ...first, ...change }, other] : [first, { ...other, ...change }];
  }

  private hrefNow(): string {
    return location.pathname + location.search + location.hash;
  }

  private read() {
    return readPanelAddress(location.href, this.firstOpenid);
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

/** A phone as it is when nothing is said of it. */
export const newPhone = (openid: string): PhoneState => readPanelAddress('/', openid).state.phones[0];

/** Another person takes the phone: what was this one's is not the next one's. */
export const afresh = (openid: string): Partial<PhoneState> => ({
  openid,
  scene: openedFromList,
  group: undefined,
  page: '',
  privacy: 'agreed',
  album: 'ask',
});
