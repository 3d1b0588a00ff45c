import { createRequire } from 'node:module';
import path from 'node:path';

/**
 * What we compare with and don't depend on: found in this checkout or in the folder BENCH_PEERS, where
 * `npm install pg better-sqlite3` was run. BENCH_POSTGRES is the address of a PostgreSQL server that may be written to.
 */
export function findPeer(name: string): unknown {
  const folders = [__dirname, ...(process.env['BENCH_PEERS'] ? [process.env['BENCH_PEERS']] : [])];
  for (const folder of folders) {
    try {
      return createRequire(path.join(folder, 'from-here.js'))(name);
    } catch {
      // Not in this one.
    }
  }
  return undefined;
}
