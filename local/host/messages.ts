import type { ClockReading } from './clock';

/** What the host and an instance's process tell each other. Events and results travel as JSON, as in the cloud. */
export interface CallMessage {
  readonly eventJson: string;
  readonly context: Readonly<Record<string, string | number>>;
  /** The time as everything in the instance sees it. */
  readonly clock: ClockReading;
}

export type InstanceMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'result'; readonly resultJson: string }
  | { readonly type: 'error'; readonly message: string };
