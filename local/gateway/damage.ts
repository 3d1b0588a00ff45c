/** What to do about it; said with every damage, since whoever reads it has lost data. */
const WAY_OUT =
  'Stop everything that uses the folder and put a copy of it from before the damage in its place; ' +
  'without a copy, remove the folder, and everything in it is lost';

/** The files of a store are not what was written: cut short, changed, or one of them gone. */
export class DamagedStoreError extends Error {
  constructor(file: string, what: string) {
    super(`${file} is damaged: ${what}. ${WAY_OUT}.`);
    this.name = 'DamagedStoreError';
  }
}

/** One row is not what was written. Met while reading; the store goes on with all others. */
export class DamagedRowError extends Error {
  readonly key: Buffer;

  constructor(key: Buffer) {
    super(`the stored row ${key.toString('hex')} is damaged: its checksum does not fit. ${WAY_OUT}.`);
    this.name = 'DamagedRowError';
    this.key = Buffer.from(key);
  }
}
