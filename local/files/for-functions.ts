import { pathFault } from './file-path';
import { refusal, type Outcome } from './refusal';
import type { Room } from './room';
import { NO_FILE, type CopyOrder } from './shelf';

/** The files as functions reach them: they may read and write each one. */
export interface FilesForFunctions {
  /** An address that takes the bytes of this file by one PUT, for a quarter of an hour. */
  openUpload(path: string): Outcome<{ fileID: string; uploadUrl: string; downloadUrl: string }>;
  downloadUrl(fileID: string): Outcome<{ url: string }>;
  remove(fileID: string): Promise<Outcome<object>>;
  copy(order: CopyOrder): Promise<Outcome<{ fileID: string }>>;
}

export function filesForFunctions({ shelf, uploads, addresses }: Room): FilesForFunctions {
  return {
    openUpload: (path) => {
      const fault = pathFault(path);
      if (fault !== undefined) return refusal('INVALID_PARAM', `path: ${fault}`);
      const uploadUrl = addresses.uploadUrlOf(path, uploads.begin(path));
      const downloadUrl = addresses.downloadUrlOf(path);
      return { ok: true, fileID: addresses.fileIdOf(path), uploadUrl, downloadUrl };
    },
    downloadUrl: (fileID) => {
      const path = addresses.pathOf(fileID);
      if (path === undefined || !shelf.has(path)) return NO_FILE;
      return { ok: true, url: addresses.downloadUrlOf(path) };
    },
    remove: async (fileID) => {
      const path = addresses.pathOf(fileID);
      return path === undefined ? NO_FILE : shelf.remove(path, 'function');
    },
    copy: async (order) => {
      const outcome = await shelf.copy(order);
      return outcome.ok ? { ok: true, fileID: addresses.fileIdOf(order.toPath) } : outcome;
    },
  };
}
