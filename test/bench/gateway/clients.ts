import cloudbase from '@cloudbase/node-sdk';
import { Agent, request } from 'node:http';
import { sdkEnvironmentFor } from '../../../local/gateway/testing';
import { findPeer } from './peers';
import { allDocuments, COLLECTION, modifyBody } from './workload';

export interface Client {
  write(id: string, client: number): Promise<boolean>;
  close(): Promise<void>;
}

/** The least that a client can do: one connection for each of the concurrent writes, and no signature. */
export function httpClient(url: string): Client {
  const agent = new Agent({ keepAlive: true });
  const { hostname, port, pathname } = new URL(url);
  const options = { agent, method: 'POST', hostname, port, path: pathname };
  return {
    write: (id) =>
      new Promise((resolve, reject) => {
        const body = Buffer.from(modifyBody(id));
        const headers = { 'content-type': 'application/json', 'content-length': body.length };
        const call = request({ ...options, headers }, (response) => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', (chunk: string) => (text += chunk));
          response.on('end', () => resolve(text.includes('"updated":1')));
          response.on('error', reject);
        });
        call.on('error', reject);
        call.end(body);
      }),
    close: () => {
      agent.destroy();
      return Promise.resolve();
    },
  };
}

interface SdkCollection {
  where(query: object): { update(data: object): Promise<{ readonly updated: number }> };
}

/** The unmodified SDK. */
export function sdkClient(url: string): Client {
  Object.assign(process.env, sdkEnvironmentFor(url));
  const db = cloudbase.init({ env: cloudbase.SYMBOL_CURRENT_ENV }).database();
  const stock = db.collection(COLLECTION) as unknown as SdkCollection;
  const command = db.command;
  return {
    write: async (id) => {
      const { updated } = await stock
        .where({ _id: id, left: command.gte(1) })
        .update({ left: command.inc(-1), sold: command.inc(1) });
      return updated === 1;
    },
    close: () => Promise.resolve(),
  };
}

interface PgClient {
  connect(): Promise<void>;
  query(query: {
    readonly name?: string;
    readonly text: string;
    readonly values?: readonly unknown[];
  }): Promise<{
    readonly rowCount: number | null;
    readonly rows: readonly Readonly<Record<string, unknown>>[];
  }>;
  end(): Promise<void>;
}

const SCHEMA = `
  DROP TABLE IF EXISTS stock, entries;
  CREATE TABLE stock (id text PRIMARY KEY, "left" bigint NOT NULL, sold bigint NOT NULL, doc jsonb NOT NULL);
  CREATE TABLE entries (id bigserial PRIMARY KEY, stock text NOT NULL, at timestamptz NOT NULL DEFAULT now());
  CREATE OR REPLACE FUNCTION take(wanted text) RETURNS integer LANGUAGE plpgsql AS $$
  DECLARE changed integer;
  BEGIN
    UPDATE stock SET "left" = "left" - 1, sold = sold + 1 WHERE id = wanted AND "left" >= 1;
    GET DIAGNOSTICS changed = ROW_COUNT;
    RETURN changed;
  END $$;
`;

/**
 * PostgreSQL over its own wire, a connection for each client. undefined when `pg` or a server isn't there.
 *
 * @param statements 1: one function; 6: begin, read the row for update, read the key, update, insert, commit
 */
export async function postgresClient(clients: number, statements: 1 | 6): Promise<Client | undefined> {
  const peer = findPeer('pg') as { Client: new (url: string) => PgClient } | undefined;
  const url = process.env['BENCH_POSTGRES'];
  if (peer === undefined || !url) return undefined;
  const connections = Array.from({ length: clients }, () => new peer.Client(url));
  for (const connection of connections) await connection.connect();
  await connections[0]?.query({ text: SCHEMA });
  const values = allDocuments().map((document) => [document['_id'], JSON.stringify(document)]);
  await connections[0]?.query({
    text: `INSERT INTO stock SELECT id, 1000000000, 0, doc::jsonb FROM unnest($1::text[], $2::text[]) AS t (id, doc)`,
    values: [values.map(([id]) => id), values.map(([, doc]) => doc)],
  });
  const write = statements === 1 ? writeByFunction : writeBySix;
  return {
    write: (id, client) => {
      const connection = connections[client];
      if (connection === undefined) throw new Error('there are fewer connections than clients');
      return write(connection, id);
    },
    close: async () => {
      for (const connection of connections) await connection.end();
    },
  };
}

async function writeByFunction(connection: PgClient, id: string): Promise<boolean> {
  const { rows } = await connection.query({ name: 'take', text: 'SELECT take($1) AS changed', values: [id] });
  return rows[0]?.['changed'] === 1;
}

async function writeBySix(connection: PgClient, id: string): Promise<boolean> {
  const values = [id];
  await connection.query({ text: 'BEGIN' });
  await connection.query({ name: 'lock', text: 'SELECT * FROM stock WHERE id = $1 FOR UPDATE', values });
  await connection.query({ name: 'key', text: 'SELECT 1 FROM entries WHERE id = -length($1)', values });
  const text = 'UPDATE stock SET "left" = "left" - 1, sold = sold + 1 WHERE id = $1 AND "left" >= 1';
  const { rowCount } = await connection.query({ name: 'update', text, values });
  await connection.query({ name: 'insert', text: 'INSERT INTO entries (stock) VALUES ($1)', values });
  await connection.query({ text: 'COMMIT' });
  return rowCount === 1;
}
