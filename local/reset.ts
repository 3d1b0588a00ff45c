import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { FolderInUseError, verifyStore } from './gateway';
import { HostError } from './host';

/** What the machine writes into a data folder. Anything else in it is not ours to delete. */
const OURS =
  /^(documents\.mdb.*|gateway\.lock.*|(host|wechat|secrets)\.json(\.new)?|files|snapshots|restoring(\.new)?)$/;

/** Asks at the terminal; null where there is none. */
export type Ask = ((question: string) => Promise<string>) | null;

/**
 * Deletes a community's data, after asking. A folder without data is left as it is.
 * @param options.yes Somebody has said so already.
 * @throws HostError where nobody can be asked, the answer is no, or the folder holds something else; FolderInUseError.
 */
export async function resetData(
  folder: string,
  { yes, ask = askAtTerminal() }: { readonly yes: boolean; readonly ask?: Ask },
): Promise<void> {
  const files = existsSync(folder) ? readdirSync(folder) : [];
  if (files.length === 0) return;
  const foreign = files.find((file) => !OURS.test(file));
  if (foreign !== undefined) {
    throw new HostError(`${folder} also holds ${foreign}, which is not this project's: nothing was deleted.`);
  }
  refuseInUse(folder);
  if (!yes && !(await agrees(folder, ask))) throw new HostError('Nothing was deleted.');
  files.forEach((file) => rmSync(path.join(folder, file), { recursive: true, force: true }));
}

async function agrees(folder: string, ask: Ask): Promise<boolean> {
  if (!ask) {
    throw new HostError(
      '--reset asks before it deletes, and there is no terminal here to ask at. Add --yes.',
    );
  }
  const answer = await ask(
    `Delete all data in ${folder}: members, points, snapshots, everything? Type yes: `,
  );
  return answer.trim().toLowerCase() === 'yes';
}

function askAtTerminal(): Ask {
  if (!process.stdin.isTTY) return null;
  return async (question) => {
    const terminal = createInterface({ input: process.stdin, output: process.stdout });
    try {
      return await terminal.question(question);
    } finally {
      terminal.close();
    }
  };
}

/** Damaged data may be deleted; data that another process works on may not. */
function refuseInUse(folder: string): void {
  try {
    verifyStore(folder);
  } catch (error) {
    if (error instanceof FolderInUseError) throw error;
  }
}
