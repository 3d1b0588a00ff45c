import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HostError, isFromHere, refuse } from '../host';

/** Answers a request of its own; `false` leaves it to the next. */
export type Handle = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<boolean>;

export interface Routes {
  /** Answers first: the functions need it while the rest still starts. */
  gateway?: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** In their order; none while all is being opened, or exchanged for a snapshot. */
  doors?: readonly Handle[];
}

export async function route(
  routes: Routes,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (!isFromHere(request))
      return refuse(response, 403, 'FOREIGN_ORIGIN', 'Only pages of this server may ask.');
    if (url.pathname === '/admin' && routes.gateway) return await routes.gateway(request, response);
    if (!routes.doors) return askToWait(request, response);
    for (const door of routes.doors) if (await door(request, response, url)) return;
    refuse(response, 404, 'NOT_FOUND', 'There is nothing here.');
  } catch (error) {
    console.error(error);
    if (!response.headersSent)
      refuse(response, 500, 'HOST_ERROR', 'The local host has a bug; its output says more.');
    else response.destroy();
  }
}

/** A browser comes again by itself. */
const WAITING_PAGE = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta http-equiv="refresh" content="1">
<meta name="color-scheme" content="light dark"><title>请稍等</title>
<p style="font: 16px/1.6 sans-serif; text-align: center; margin-top: 30vh">马上就好，这一页会自己打开。</p></html>`;

function askToWait(request: IncomingMessage, response: ServerResponse): void {
  const isPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
  if (!isPage) return refuse(response, 503, 'STARTING', 'Still starting; try again in a moment.');
  response.writeHead(503, { 'content-type': 'text/html; charset=utf-8', 'retry-after': '1' });
  response.end(WAITING_PAGE);
}

export function listen(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        new HostError(
          error.code === 'EADDRINUSE'
            ? `Port ${port} is taken. Stop what uses it, or choose another: PORT=8788 npm start`
            : `Port ${port} cannot be opened: ${error.message}`,
        ),
      );
    });
    server.listen(port, '127.0.0.1', () => {
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    });
  });
}
