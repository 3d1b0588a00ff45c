import type { CallEntry, SetDataEntry } from '../messages';

/** `atMs` is by the host's clock, which the phone shows; what phones tell is by the browser's. */
export type LogEntry = { readonly id: number; readonly atMs: number } & (
  | { readonly kind: 'call'; readonly call: CallEntry }
  | { readonly kind: 'setData'; readonly setData: SetDataEntry; readonly isTooBig: boolean }
);

/** The thresholds of WeChat's audit of a mini program. */
export const maxSetDataBytes = 256 * 1024;
export const maxSetDataPerSecond = 20;

/** Of each kind: what is drawn often must not push out what was asked. */
const maxEntries = 200;

/** What the pages of one phone asked and drew, oldest first. */
export class PhoneLog {
  entries: LogEntry[] = [];
  /** The most `setData` within one second. */
  busiest = 0;
  private nextId = 0;
  private recentMs: number[] = [];

  addCall(call: CallEntry, atMs: number): void {
    this.add({ id: this.nextId++, atMs, kind: 'call', call });
  }

  addSetData(setData: SetDataEntry, atMs: number): void {
    const isTooBig = setData.sizeBytes > maxSetDataBytes;
    this.add({ id: this.nextId++, atMs, kind: 'setData', setData, isTooBig });
    this.recentMs = [...this.recentMs.filter((earlierMs) => setData.atMs - earlierMs < 1_000), setData.atMs];
    this.busiest = Math.max(this.busiest, this.recentMs.length);
  }

  clear(): void {
    this.entries = [];
    this.recentMs = [];
    this.busiest = 0;
  }

  private add(entry: LogEntry): void {
    this.entries.push(entry);
    const ofKind = this.entries.filter(({ kind }) => kind === entry.kind);
    if (ofKind.length > maxEntries) this.entries.splice(this.entries.indexOf(ofKind[0] ?? entry), 1);
  }
}
