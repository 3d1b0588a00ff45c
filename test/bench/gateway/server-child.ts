import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openGateway } from '../../../local/gateway';
import { allDocuments, COLLECTION } from './workload';

const ANSWER = Buffer.from(
  '{"data":{"updated":1,"upsert_id":null},"requestId":"00000000-0000-0000-0000-000000000000"}',
);

/** `tsx server-child.ts <gateway | bare> <folder>`: serves until it is ended, and prints its address. */
async function main(): Promise<void> {
  const [which, folder = ''] = process.argv.slice(2);
  const server = createServer(which === 'gateway' ? await gatewayListener(folder) : bareListener);
  server.listen(0, '127.0.0.1', () => {
    process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}/admin\n`);
  });
  process.once('SIGTERM', () => process.exit(0));
}

async function gatewayListener(folder: string): Promise<RequestListener> {
  const gateway = await openGateway({ folder, now: Date.now });
  await gateway.applyCollections([{ name: COLLECTION, indexes: [] }]);
  const server = createServer((request, response) => void gateway.handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const data = allDocuments().map((document) => JSON.stringify(document));
  const body = { action: 'database.insertDocument', collectionName: COLLECTION, data };
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  server.closeAllConnections();
  server.close();
  return (request, response) => void gateway.handle(request, response);
}

/** The least a Node server can do that reads its request and answers as many bytes. */
const bareListener: RequestListener = (request: IncomingMessage, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    Buffer.concat(chunks).toString();
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': ANSWER.length });
    response.end(ANSWER);
  });
};

void main();
