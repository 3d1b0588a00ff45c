type Listener = (...values: unknown[]) => void;

/** Connects a page with the one that it opened. */
export class EventChannel {
  private readonly listeners = new Map<string, { listener: Listener; once: boolean }[]>();

  on(event: string, listener: Listener): void {
    this.add(event, listener, false);
  }

  once(event: string, listener: Listener): void {
    this.add(event, listener, true);
  }

  off(event: string, listener?: Listener): void {
    const kept = listener
      ? (this.listeners.get(event) ?? []).filter((entry) => entry.listener !== listener)
      : [];
    this.listeners.set(event, kept);
  }

  emit(event: string, ...values: unknown[]): void {
    for (const { listener, once } of [...(this.listeners.get(event) ?? [])]) {
      if (once) this.off(event, listener);
      listener(...values);
    }
  }

  private add(event: string, listener: Listener, once: boolean): void {
    const known = this.listeners.get(event) ?? [];
    this.listeners.set(event, [...known, { listener, once }]);
  }
}
