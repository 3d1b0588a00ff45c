import fs from 'node:fs';
import type http from 'node:http';
import path from 'node:path';
import { buildPreview } from './build/build';
import { fontFolder, fontStyle } from './build/fonts';
import { phoneBase } from './model';
import { panelPage, phonePage } from './pages';

export interface PreviewOptions {
  /** The folder with `app.json`. */
  miniprogramFolder: string;
  /** The `node_modules` from which the mini program takes its packages. */
  npmFolder: string;
  /** Whom one can be in the panel. */
  persons: readonly { openid: string; label: string }[];
  title: string;
}

export interface Preview {
  /** Answers a request of the preview's own; `false` leaves it to the server. */
  handle(request: http.IncomingMessage, response: http.ServerResponse): Promise<boolean>;
  close(): Promise<void>;
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.gif': 'image/gif',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.mp3': 'audio/mpeg',
  '.mp4': 'video/mp4',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};
const mediaOfMiniProgram = /\.(gif|jpeg|jpg|mp3|mp4|png|svg|ttf|webp|woff|woff2)$/;

/** Builds the mini program in memory. Rejects with a `BuildError` that names file, line and cause. */
export async function openPreview(options: PreviewOptions): Promise<Preview> {
  const { files } = await buildPreview(options.miniprogramFolder, options.npmFolder);
  const texts = new Map<string, string>([
    ['/', panelPage(options.title, options.persons)],
    [`${phoneBase}/`, phonePage(options.title)],
    ['/preview/fonts.css', fontStyle(options.npmFolder, '/preview/fonts')],
    ...[...files].map(([name, text]): [string, string] => [`/preview/${name}`, text]),
  ]);

  async function handle(request: http.IncomingMessage, response: http.ServerResponse): Promise<boolean> {
    if (request.method !== 'GET' && request.method !== 'HEAD') return false;
    const address = decodedPath(request.url ?? '/');
    if (address === undefined) return false;
    if (address === phoneBase) {
      response.writeHead(302, { location: `${phoneBase}/` }).end();
      return true;
    }
    const text = texts.get(address);
    if (text !== undefined) {
      const type = types[address.endsWith('/') ? '.html' : path.extname(address)];
      send(response, type, Buffer.from(text), 'no-store');
      return true;
    }
    if (address.startsWith('/preview/fonts/')) {
      await sendFile(
        response,
        fontFolder(options.npmFolder),
        address.slice('/preview/fonts/'.length),
        'max-age=86400',
      );
      return true;
    }
    if (address.startsWith(`${phoneBase}/`)) {
      const file = address.slice(phoneBase.length + 1);
      if (mediaOfMiniProgram.test(file))
        await sendFile(response, options.miniprogramFolder, file, 'no-store');
      else response.writeHead(404).end();
      return true;
    }
    return false;
  }

  return { handle, close: () => Promise.resolve() };
}

function decodedPath(url: string): string | undefined {
  try {
    return decodeURIComponent(url.split(/[?#]/, 1)[0] ?? '/');
  } catch {
    return undefined;
  }
}

async function sendFile(
  response: http.ServerResponse,
  folder: string,
  file: string,
  cache: string,
): Promise<void> {
  const root = path.resolve(folder);
  const real = path.resolve(root, file);
  const inside = real.startsWith(root + path.sep) && !file.includes('\0');
  const body = inside ? await fs.promises.readFile(real).catch(() => undefined) : undefined;
  if (body === undefined) response.writeHead(404).end();
  else send(response, types[path.extname(real)], body, cache);
}

function send(response: http.ServerResponse, type: string | undefined, body: Buffer, cache: string): void {
  response.writeHead(200, {
    'content-type': type ?? 'application/octet-stream',
    'content-length': body.byteLength,
    'cache-control': cache,
  });
  response.end(body);
}
