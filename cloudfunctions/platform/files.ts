/** Cloud storage as rooms see it. */
export interface Files {
  /**
   * Writes a file, or another one over it.
   * @param path Below the bucket's root, without a leading slash.
   * @returns its file id, `cloud://…`.
   */
  upload(path: string, bytes: Buffer): Promise<string>;

  /**
   * An address at which anybody can fetch the file for a while.
   * @returns undefined where there is no such file.
   */
  addressOf(fileId: string): Promise<string | undefined>;
}
