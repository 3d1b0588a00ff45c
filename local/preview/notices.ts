import type http from 'node:http';
import type { Notice } from './model';

/** Comment lines keep an idle connection from being cut. */
const keepAliveMs = 20_000;

/** The pages that are open, and what they are told (server-sent events). */
export class Notices {
  private readonly open = new Set<http.ServerResponse>();
  private readonly timer = setInterval(() => this.write(': here\n\n'), keepAliveMs).unref();

  add(response: http.ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write(': here\n\n');
    this.open.add(response);
    response.on('close', () => this.open.delete(response));
  }

  tell(notice: Notice): void {
    this.write(`data: ${JSON.stringify(notice)}\n\n`);
  }

  close(): void {
    clearInterval(this.timer);
    for (const response of this.open) response.end();
  }

  private write(text: string): void {
    for (const response of this.open) response.write(text);
  }
}
