import fs from 'node:fs';
import type http from 'node:http';
import path from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.gif': 'image/gif',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.mp3': 'audio/mpeg',
  '.mp4': 'video/mp4',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.webm': 'video/webm',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

export const mediaOfMiniProgram = /\.(gif|jpeg|jpg|mp3|mp4|png|svg|ttf|webm|webp|woff|woff2)$/;

/** The type of a file's name or of an ending alone. */
export function typeOf(file: string): string | undefined {
  return types[file.startsWith('.') ? file : path.extname(file)];
}

export function decodedPath(url: string): string | undefined {
  try {
    return decodeURIComponent(url.split(/[?#]/, 1)[0] ?? '/');
  } catch {
    return undefined;
  }
}

/** Sends a file of the folder, and nothing that lies beside it. */
export async function sendFile(
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
  else send(response, typeOf(real), body, cache);
}

export function send(
  response: http.ServerResponse,
  type: string | undefined,
  body: Buffer,
  cache: string,
): void {
  response.writeHead(200, {
    'content-type': type ?? 'application/octet-stream',
    'content-length': body.byteLength,
    'cache-control': cache,
  });
  response.end(body);
}
