import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openFiles } from './index';

/** Files in a process of their own, for tests that kill it: `tsx test-child.ts <folder>` prints its address. */
async function main(): Promise<void> {
  const folder = process.argv[2];
  if (folder === undefined) throw new Error('usage: test-child.ts <folder>');
  const files = await openFiles({ folder, publicUrl: 'http://localhost', envId: 'local-env', now: Date.now });
  const server = createServer((request, response) => void files.handle(request, response));
  server.listen(0, '127.0.0.1', () => {
    process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
  });
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
