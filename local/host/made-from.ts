import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { version } from 'esbuild';

interface Record {
  readonly files: readonly string[];
  readonly hash: string;
}

/** What tells later whether a build would come to the same. @param made What was to be built. */
export async function recordOf(made: readonly string[], files: readonly string[]): Promise<string> {
  const record: Record = { files, hash: await hashOf(made, files) };
  return JSON.stringify(record);
}

/** Whether the same was to be built then, and no file that went in has changed. */
export async function isMadeFromTheSame(recordFile: string, made: readonly string[]): Promise<boolean> {
  try {
    const { files, hash } = JSON.parse(await readFile(recordFile, 'utf8')) as Record;
    return hash === (await hashOf(made, files));
  } catch {
    // Nothing was built there yet, or what went in is gone.
    return false;
  }
}

async function hashOf(made: readonly string[], files: readonly string[]): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify([version, process.version, made, files]));
  for (const contents of await Promise.all(files.map((file) => readFile(file)))) hash.update(contents);
  return hash.digest('hex');
}
