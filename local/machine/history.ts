import path from 'node:path';
import { STATE_FILE, writeAside } from '../host';
import type { Machine } from './machine';
import { Snapshots, type SnapshotInfo } from './snapshots';
import { WECHAT_FILE, type WeChatStore } from './wechat-store';
import type { KeptData } from './kept-data';
import type { KeptState } from './kept-state';
import type { Routes } from './routes';

export interface HistoryParts extends Pick<
  Machine,
  'clock' | 'host' | 'agenda' | 'wechat' | 'preview' | 'reload'
> {
  readonly dataFolder: string;
  readonly data: KeptData;
  readonly state: KeptState;
  readonly wechatStore: WeChatStore;
  readonly routes: Routes;
}

/** Going back: the clock alone cannot, but all data together with it can. */
export class History {
  private readonly snapshots: Snapshots;

  constructor(private readonly parts: HistoryParts) {
    this.snapshots = new Snapshots(parts.dataFolder);
  }

  list(): Promise<SnapshotInfo[]> {
    return this.snapshots.list();
  }

  has(name: string): boolean {
    return this.snapshots.has(name);
  }

  remove(name: string): Promise<void> {
    return this.snapshots.remove(name);
  }

  /** @returns why nothing can be taken or restored just now. */
  refusal(): string | undefined {
    return this.parts.state.value.demo === 'begun' ? 'The demo community is still being built.' : undefined;
  }

  take(name: string): Promise<void> {
    const { agenda, clock, data, state, wechat } = this.parts;
    return agenda.exclusively(() =>
      this.snapshots.take(name, clock.nowMs(), async (folder) => {
        await data.gateway.copyTo(folder);
        writeAside(path.join(folder, STATE_FILE), JSON.stringify(state.value));
        writeAside(path.join(folder, WECHAT_FILE), JSON.stringify(wechat.panel.state()));
      }),
    );
  }

  /**
   * Everything becomes what it was, the clock too. Calls that are under way end without an answer.
   * @throws DamagedStoreError or HostError for a damaged snapshot, and nothing is changed.
   */
  restore(name: string): Promise<void> {
    const { agenda, routes, preview } = this.parts;
    return agenda.exclusively(async () => {
      this.snapshots.verify(name);
      const { doors } = routes;
      delete routes.doors;
      try {
        await this.exchange(name);
      } finally {
        if (doors) routes.doors = doors;
      }
      preview?.tell({ kind: 'reload' });
    });
  }

  private async exchange(name: string): Promise<void> {
    const { agenda, clock, data, state, wechat, wechatStore, host, reload } = this.parts;
    const { clockMs } = await this.snapshots.about(name);
    host.close();
    wechatStore.flush();
    try {
      await data.exchange(() => this.snapshots.restore(name));
      state.readAgain();
      clock.offsetMs = Math.round(clockMs - Date.now());
      state.save({ clockOffsetMs: clock.offsetMs });
      agenda.resetTo(state.value.timersDoneUntilMs);
      wechat.panel.restore(wechatStore.read());
    } finally {
      await reload();
    }
  }
}
