/** The files of the cloud storage, as functions reach them: they may read and write each one. Whoever keeps them gives it. */
export interface CloudFiles {
  /** An address that takes the bytes of this file by one PUT. */
  openUpload(path: string): FileAnswer<{ fileID: string; uploadUrl: string; downloadUrl: string }>;
  downloadUrl(fileID: string): FileAnswer<{ url: string }>;
  remove(fileID: string): Promise<FileAnswer<object>>;
  copy(order: FileCopyOrder): Promise<FileAnswer<{ fileID: string }>>;
}

export interface FileCopyOrder {
  readonly fromPath: string;
  readonly toPath: string;
  readonly overwrite: boolean;
  readonly removeOriginal: boolean;
}

export type FileAnswer<T> =
  | ({ readonly ok: true } & Readonly<T>)
  | { readonly ok: false; readonly code: string; readonly message: string };
