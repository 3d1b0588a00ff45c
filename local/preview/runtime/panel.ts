import type { PhoneMessage } from '../messages';

type WithoutSender<Message> = Message extends unknown ? Omit<Message, 'from'> : never;

/** In milliseconds: what is told may wait until the phone has nothing else to do, but not longer. */
const withinMs = 500;

/** What has been drawn already is not held up by telling of it. */
const whenIdle: (run: () => void) => void =
  'requestIdleCallback' in window
    ? (run) => void window.requestIdleCallback(run, { timeout: withinMs })
    : (run) => void setTimeout(run, 50);

/** The panel around the phone. A phone that stands alone tells nobody anything. */
export class Panel {
  readonly isThere = window.parent !== window;
  private waiting: (() => WithoutSender<PhoneMessage>)[] = [];

  tell(message: WithoutSender<PhoneMessage>): void {
    if (this.isThere) window.parent.postMessage({ from: 'phone', ...message }, location.origin);
  }

  /** In its turn, but later: `make` runs when the phone has time. */
  tellLater(make: () => WithoutSender<PhoneMessage>): void {
    if (!this.isThere) return;
    this.waiting.push(make);
    if (this.waiting.length === 1) whenIdle(() => this.tellWaiting());
  }

  private tellWaiting(): void {
    const waiting = this.waiting;
    this.waiting = [];
    for (const make of waiting) this.tell(make());
  }
}

/** As JSON, at once: whoever made it may change it later. What JSON cannot say is told by its kind. */
export function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'null';
  } catch {
    return JSON.stringify(Object.prototype.toString.call(value));
  }
}

const encoder = new TextEncoder();

/** How many bytes a text is on the way. */
export const sizeBytesOf = (text: string): number => encoder.encode(text).byteLength;
