import { newState, readState, writeState, type HostState } from '../host';

/** What the host itself remembers, on disk after each change. */
export class KeptState {
  private current: HostState;

  /** @param demo What a new folder remembers. @throws HostError for a file that was damaged. */
  constructor(
    private readonly folder: string,
    demo: 'none' | 'begun',
  ) {
    this.current = readState(folder) ?? newState(demo, Date.now());
    this.save({});
  }

  get value(): HostState {
    return this.current;
  }

  save(change: Partial<HostState>): void {
    this.current = { ...this.current, ...change };
    writeState(this.folder, this.current);
  }

  /** Takes over what somebody else has put there. */
  readAgain(): void {
    this.current = readState(this.folder) ?? this.current;
  }
}
