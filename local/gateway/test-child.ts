import { startTestGateway } from './testing';

/** A gateway in a process of its own, for tests that kill it: `tsx test-child.ts <folder>` prints its address. */
async function main(): Promise<void> {
  const folder = process.argv[2];
  if (folder === undefined) throw new Error('usage: test-child.ts <folder>');
  const { url } = await startTestGateway({
    folder,
    collections: [
      { name: 'log', indexes: [{ name: 'n', fields: [{ path: 'n', direction: 1 }] }] },
      { name: 'pairs', indexes: [] },
    ],
  });
  process.stdout.write(`${url}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
