import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { StateStore, WeChatState } from '../wechat';
import { writeAside } from './write-aside';

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

  read(): unknown {
    return existsSync(this.file) ? JSON.parse(readFileSync(this.file, 'utf8')) : undefined;
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
