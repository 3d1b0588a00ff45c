import { renameSync, writeFileSync } from 'node:fs';

/** Written aside, on disk, and only then in place: a power cut leaves the old file or the new one. */
export function writeAside(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { flush: true });
  renameSync(`${file}.new`, file);
}
