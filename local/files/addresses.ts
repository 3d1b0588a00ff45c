/** Where HTTP finds the files; a list of them, and what is done with several, has an address below it too. */
export const FILES_PATH = '/cloud/files';

/** How a file is called: by functions and pages a fileID, by HTTP an address. */
export interface Addresses {
  fileIdOf(path: string): string;
  /** undefined for what is no fileID of this environment. */
  pathOf(fileID: string): string | undefined;
  /** Not percent-encoded, as CloudBase's: the SDK encodes it itself, browsers do so anyway. */
  downloadUrlOf(path: string): string;
  uploadUrlOf(path: string, token: string): string;
}

export function addressesOf({ publicUrl, envId }: { publicUrl: string; envId: string }): Addresses {
  const scheme = `cloud://${envId}.local-bucket/`;
  const base = `${publicUrl.replace(/\/+$/, '')}${FILES_PATH}/`;
  return {
    fileIdOf: (path) => scheme + path,
    pathOf: (fileID) => (fileID.startsWith(scheme) ? fileID.slice(scheme.length) : undefined),
    downloadUrlOf: (path) => base + path,
    uploadUrlOf: (path, token) => `${base}${encodeURI(path)}?token=${token}`,
  };
}
