import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

type Files = ReadonlyMap<string, string>;

interface Kept {
  readonly madeFrom: string;
  readonly files: readonly (readonly [name: string, text: string])[];
}

export interface MadeFrom {
  /** All that a build reads lies in these, or in an installed package. */
  readonly folders: readonly string[];
  readonly npmFolder: string;
  /** Which addresses are built in. */
  readonly base: string;
}

/** What a start before this one has built, if it was made from the very same; else what is built now, kept for the next. */
export async function builtOrKept(file: string, from: MadeFrom, build: () => Promise<Files>): Promise<Files> {
  const madeFrom = hashOf(from);
  if (madeFrom === undefined) return build();
  const kept = keptIn(file);
  if (kept?.madeFrom === madeFrom) return new Map(kept.files);
  const files = await build();
  keep(file, { madeFrom, files: [...files] });
  return files;
}

/** @returns undefined where nothing says which packages are installed. */
function hashOf(from: MadeFrom): string | undefined {
  const installed = path.join(from.npmFolder, '.package-lock.json');
  if (!fs.existsSync(installed)) return undefined;
  const hash = createHash('sha256').update(JSON.stringify([process.version, from]));
  hash.update(fs.readFileSync(installed));
  for (const folder of from.folders) {
    for (const name of fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
      const file = path.join(folder, name);
      if (!fs.statSync(file).isFile()) continue;
      const contents = fs.readFileSync(file);
      hash.update(`${file}\0${contents.byteLength}\0`).update(contents);
    }
  }
  return hash.digest('hex');
}

function keptIn(file: string): Kept | undefined {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')) as Kept;
  } catch {
    // Nothing was kept yet.
    return undefined;
  }
}

/** Never half written: another process may be starting. */
function keep(file: string, kept: Kept): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const aside = `${file}.${process.pid}.new`;
  fs.writeFileSync(aside, JSON.stringify(kept));
  fs.renameSync(aside, file);
}
