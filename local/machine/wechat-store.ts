import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { HostError, writeAside } from '../host';
import { checkState, type StateStore, type WeChatState } from '../wechat';

export const WECHAT_FILE = 'wechat.json';

/** It changes with each call of a phone's, and all of it is written: not more often than this. */
const WRITE_EVERY_MS = 200;

/** What WeChat remembers, in a file. A process that is killed forgets the last moment; one that ends, nothing. */
export class WeChatStore implements StateStore {
  private readonly file: string;
  private changed: WeChatState | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(folder: string) {
    this.file = path.join(folder, WECHAT_FILE);
  }

  /** @throws HostError for a file that was damaged. */
  read(): unknown {
    if (!existsSync(this.file)) return undefined;
    const read = v.safeParse(v.pipe(v.string(), v.parseJson()), readFileSync(this.file, 'utf8'));
    if (read.success && checkState(read.output).ok) return read.output;
    throw new HostError(`${this.file} is damaged. Delete it: WeChat then remembers nothing from before.`);
  }

  write(state: WeChatState): void {
    this.changed = state;
    this.timer ??= setTimeout(() => this.flush(), WRITE_EVERY_MS);
  }

  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.changed) writeAside(this.file, `${JSON.stringify(this.changed)}\n`);
    this.changed = undefined;
  }
}
