import type { IncomingMessage, ServerResponse } from 'node:http';
import { addressesOf } from './addresses';
import { filesForFunctions, type FilesForFunctions } from './for-functions';
import { serve } from './routes';
import { Shelf } from './shelf';
import { Uploads } from './uploads';

export { FILES_PATH } from './addresses';
export type { FilesForFunctions } from './for-functions';
export type { Outcome, Refusal, RefusalCode } from './refusal';
export type { CopyOrder } from './shelf';
export { DamagedFileError } from './stored-file';

export interface FilesOptions {
  /** Where the files lie; made if it doesn't exist. One process at a time: whoever opens it sees to that. */
  readonly folder: string;
  /** Of the server that serves them, for example `http://127.0.0.1:8787`. */
  readonly publicUrl: string;
  readonly envId: string;
  /** In milliseconds since 1970. */
  readonly now: () => number;
}

export interface Files {
  /** @returns false for a request that isn't about files. Never rejects for what a caller sent. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
  readonly forFunctions: FilesForFunctions;
  /** Waits for what is being written. */
  close(): Promise<void>;
}

/** @throws DamagedFileError when one of them is not what was written */
export function openFiles({ folder, now, ...place }: FilesOptions): Promise<Files> {
  return new Promise((resolve) => {
    const room = { shelf: new Shelf(folder, now), uploads: new Uploads(now), addresses: addressesOf(place) };
    resolve({
      handle: (request, response) => serve(request, response, room),
      forFunctions: filesForFunctions(room),
      close: () => room.shelf.settled(),
    });
  });
}
