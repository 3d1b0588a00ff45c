import type { PhoneState } from '../address';
import type { LiveState } from '../messages';
import type { Panel } from './panel';

type Decision = Partial<Pick<PhoneState, 'privacy' | 'album'>>;

/** Whoever holds the phone: as its address says, and as was decided since. */
export class Person {
  constructor(
    readonly state: PhoneState,
    private readonly panel: Panel,
  ) {}

  /** The panel's choices while the phone runs; it has written them into the address. */
  take(live: LiveState): void {
    const before = this.state.net;
    Object.assign(this.state, live);
    const isOffline = this.state.net === 'offline';
    if (isOffline !== (before === 'offline'))
      window.dispatchEvent(new Event(isOffline ? 'offline' : 'online'));
  }

  /** WeChat remembers it; here the addresses do, the phone's own and the panel's. */
  decide(decision: Decision): void {
    Object.assign(this.state, decision);
    const address = new URL(location.href);
    for (const [name, value] of Object.entries(decision)) address.searchParams.set(name, value);
    history.replaceState(null, '', address);
    this.panel.tell({ kind: 'state', state: decision });
  }
}
