import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { STORE_FILES, verifyStore } from '../gateway';
import { readState, STATE_FILE } from '../host';
import { WECHAT_FILE, WeChatStore } from './wechat-store';

export const SNAPSHOTS_FOLDER = 'snapshots';
export const FILES_FOLDER = 'files';
/** A restore that was decided, and is to be finished by whoever comes next. */
export const RESTORING_FOLDER = 'restoring';

/** All that a point in time is; secrets are not, since they were the same then. */
const PARTS = [...STORE_FILES, STATE_FILE, WECHAT_FILE, FILES_FOLDER];
const ABOUT_FILE = 'snapshot.json';

export const snapshotName = v.pipe(v.string(), v.regex(/^[\p{L}\p{N}_-]{1,40}$/u));

const about = v.strictObject({ takenAtMs: v.number(), clockMs: v.number() });

export interface SnapshotInfo extends v.InferOutput<typeof about> {
  readonly name: string;
  readonly sizeBytes: number;
}

/** Copies of all data of one instant, each in a folder of its own. */
export class Snapshots {
  private readonly folder: string;

  constructor(private readonly dataFolder: string) {
    this.folder = path.join(dataFolder, SNAPSHOTS_FOLDER);
  }

  /** The newest first. */
  async list(): Promise<SnapshotInfo[]> {
    const names = existsSync(this.folder) ? await readdir(this.folder) : [];
    const infos = await Promise.all(
      names.filter((name) => v.is(snapshotName, name)).map((name) => this.info(name)),
    );
    return infos.sort((one, other) => other.takenAtMs - one.takenAtMs);
  }

  has(name: string): boolean {
    return existsSync(this.folderOf(name));
  }

  /** @param write Puts the store, the host's state and WeChat's into a folder. */
  async take(name: string, clockMs: number, write: (folder: string) => Promise<void>): Promise<void> {
    const draft = path.join(this.folder, `.${name}.new`);
    await rm(draft, { recursive: true, force: true });
    await mkdir(draft, { recursive: true });
    await write(draft);
    const files = path.join(this.dataFolder, FILES_FOLDER);
    if (existsSync(files)) await cp(files, path.join(draft, FILES_FOLDER), { recursive: true });
    await writeFile(path.join(draft, ABOUT_FILE), JSON.stringify({ takenAtMs: Date.now(), clockMs }), {
      flush: true,
    });
    await rename(draft, this.folderOf(name));
  }

  /** Reads all of it but the files. @throws DamagedStoreError, HostError */
  verify(name: string): void {
    const folder = this.folderOf(name);
    verifyStore(folder);
    readState(folder);
    new WeChatStore(folder).read();
  }

  /** Puts a snapshot's data in the place of today's, which must be closed. Who is killed in the middle finishes at the next start. */
  async restore(name: string): Promise<void> {
    const draft = path.join(this.dataFolder, `${RESTORING_FOLDER}.new`);
    await rm(draft, { recursive: true, force: true });
    await cp(this.folderOf(name), draft, { recursive: true });
    await rename(draft, path.join(this.dataFolder, RESTORING_FOLDER));
    await finishRestore(this.dataFolder);
  }

  async remove(name: string): Promise<void> {
    await rm(this.folderOf(name), { recursive: true, force: true });
  }

  about(name: string): Promise<v.InferOutput<typeof about>> {
    return readFile(path.join(this.folderOf(name), ABOUT_FILE), 'utf8').then((text) =>
      v.parse(about, JSON.parse(text)),
    );
  }

  private folderOf(name: string): string {
    return path.join(this.folder, v.parse(snapshotName, name));
  }

  private async info(name: string): Promise<SnapshotInfo> {
    return { name, ...(await this.about(name)), sizeBytes: await sizeOf(this.folderOf(name)) };
  }
}

/** Before anything is opened in the folder: finishes a restore that was decided and then interrupted. */
export async function finishRestore(dataFolder: string): Promise<void> {
  const restoring = path.join(dataFolder, RESTORING_FOLDER);
  if (!existsSync(restoring)) return;
  for (const part of PARTS) {
    const there = path.join(restoring, part);
    const here = path.join(dataFolder, part);
    if (!existsSync(there)) continue;
    await rm(here, { recursive: true, force: true });
    await rename(there, here);
  }
  await rm(restoring, { recursive: true });
}

async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map(async (file) => (await stat(path.join(file.parentPath, file.name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
