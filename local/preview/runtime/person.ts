import type { PhoneState } from '../address';
import type { Panel } from './panel';

type Decision = Partial<Pick<PhoneState, 'privacy' | 'album'>>;

/** Whoever holds the phone: as its address says, and as was decided since. */
export class Person {
  constructor(
    readonly state: PhoneState,
    private readonly panel: Panel,
  ) {}

  /** WeChat remembers it; here the addresses do, the phone's own and the panel's. */
  decide(decision: Decision): void {
    Object.assign(this.state, decision);
    const address = new URL(location.href);
    for (const [name, value] of Object.entries(decision)) address.searchParams.set(name, value);
    history.replaceState(null, '', address);
    this.panel.tell({ kind: 'state', state: decision });
  }
}
