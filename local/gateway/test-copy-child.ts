import { openGateway } from './index';

/** Copies a store in a process of its own, for tests that kill it: `tsx test-copy-child.ts <folder> <target>`. */
async function main(): Promise<void> {
  const [folder, target] = process.argv.slice(2);
  if (folder === undefined || target === undefined) {
    throw new Error('usage: test-copy-child.ts <folder> <target>');
  }
  const gateway = await openGateway({ folder, now: Date.now });
  await gateway.copyTo(target);
  await gateway.close();
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
