import type http from 'node:http';
import path from 'node:path';
import { buildApp } from './build/build';
import { bundleHost } from './build/bundle';
import { BuildError } from './build/error';
import { fontFolder, fontStyle } from './build/fonts';
import { builtOrKept } from './build/kept';
import { regionsJson } from './build/regions';
import { decodedPath, mediaOfMiniProgram, send, sendFile, typeOf } from './files';
import { phoneBase, type Notice } from './model';
import { Notices } from './notices';
import { panelPage, phonePage } from './pages';
import { watchFolders, type Watching } from './watch';

export interface PreviewOptions {
  /** The folder with `app.json`. */
  miniprogramFolder: string;
  /** The `node_modules` from which the mini program takes its packages. */
  npmFolder: string;
  /** Whom one can be in the panel. */
  persons: readonly { openid: string; label: string }[];
  title: string;
  /** The address before all of the preview's own, for example `/gallery`; without it the preview is at `/`. */
  base?: string;
  /** Where the next start finds what this one has built; without it each start builds. */
  keptFolder?: string;
  /** Rebuilds and reloads when a file of the mini program is saved. */
  watch?: boolean;
}

export interface Preview {
  /** Answers a request of the preview's own; `false` leaves it to the server. */
  handle(request: http.IncomingMessage, response: http.ServerResponse): Promise<boolean>;
  /**
   * Builds anew and tells the pages that are open: to load again, or what is wrong. A mistake in the source rejects
   * nothing; the last good build stays until the next.
   */
  rebuild(): Promise<void>;
  /** Tells the pages that are open, for example after the functions behind them were built anew. */
  tell(notice: Notice): void;
  close(): Promise<void>;
}

/**
 * Builds the mini program in memory. A mistake in the source is a `BuildError` that names file, line and cause: it
 * rejects, but with `watch` it is said in the page and on the terminal, and the preview waits until it is mended.
 */
export async function openPreview(options: PreviewOptions): Promise<Preview> {
  const preview = new OpenPreview(options);
  const [, failure] = await Promise.all([preview.serveHost(), preview.tryFirstBuild()]);
  if (options.watch === true) preview.watch();
  else if (failure) throw failure;
  if (failure) {
    console.error(failure.message);
    preview.tell({ kind: 'failure', message: failure.message });
  }
  return preview;
}

class OpenPreview implements Preview {
  private readonly base: string;
  private readonly notices = new Notices();
  private readonly texts = new Map<string, string>();
  private watching: Watching | undefined;

  constructor(private readonly options: PreviewOptions) {
    this.base = options.base ?? '';
  }

  /** What is the same for every mini program. */
  async serveHost(): Promise<void> {
    const { options, base, texts } = this;
    texts.set('/', panelPage(options.title, options.persons, base));
    texts.set('/preview/fonts.css', fontStyle(options.npmFolder, `${base}/preview/fonts`));
    this.serve(await this.kept('host.json', [], bundleHost));
  }

  /** @returns the mistake that kept the mini program from being built. */
  tryFirstBuild(): Promise<BuildError | undefined> {
    const { miniprogramFolder } = this.options;
    return this.tryBuild(() => this.kept('app.json', [miniprogramFolder], () => this.build()));
  }

  private build(): Promise<ReadonlyMap<string, string>> {
    const { miniprogramFolder, npmFolder } = this.options;
    return buildApp(miniprogramFolder, npmFolder, this.base);
  }

  private kept(
    name: string,
    folders: readonly string[],
    build: () => Promise<ReadonlyMap<string, string>>,
  ): Promise<ReadonlyMap<string, string>> {
    const { keptFolder, npmFolder } = this.options;
    if (keptFolder === undefined) return build();
    const from = { folders: [__dirname, ...folders], npmFolder, base: this.base };
    return builtOrKept(path.join(keptFolder, name), from, build);
  }

  private async tryBuild(build: () => Promise<ReadonlyMap<string, string>>): Promise<BuildError | undefined> {
    try {
      this.serve(await build());
      this.showPhone();
      return undefined;
    } catch (error) {
      if (error instanceof BuildError) return error;
      throw error;
    }
  }

  async rebuild(): Promise<void> {
    const failure = await this.tryBuild(() => this.build());
    this.tell(failure ? { kind: 'failure', message: failure.message } : { kind: 'reload' });
  }

  watch(): void {
    const { miniprogramFolder } = this.options;
    this.watching = watchFolders([miniprogramFolder], () => this.rebuild());
  }

  tell(notice: Notice): void {
    this.showPhone(notice.kind === 'failure' ? notice.message : undefined);
    this.notices.tell(notice);
  }

  async handle(request: http.IncomingMessage, response: http.ServerResponse): Promise<boolean> {
    if (request.method !== 'GET' && request.method !== 'HEAD') return false;
    const asked = decodedPath(request.url ?? '/');
    if (asked === undefined || !asked.startsWith(this.base)) return false;
    const address = asked.slice(this.base.length);
    if (address === phoneBase || (address === '' && this.base !== '')) {
      response.writeHead(302, { location: `${asked}/` }).end();
      return true;
    }
    const text = this.texts.get(address) ?? this.seldom(address);
    if (text !== undefined) {
      send(response, typeOf(address.endsWith('/') ? '.html' : address), Buffer.from(text), 'no-store');
      return true;
    }
    if (address === '/preview/events') {
      this.notices.add(response);
      return true;
    }
    return this.handleFile(address, response);
  }

  close(): Promise<void> {
    this.watching?.close();
    this.notices.close();
    return Promise.resolve();
  }

  private serve(files: ReadonlyMap<string, string>): void {
    for (const [name, text] of files) this.texts.set(`/preview/${name}`, text);
  }

  private showPhone(failure?: string): void {
    const { options, base } = this;
    this.texts.set(`${phoneBase}/`, phonePage(options.title, base, options.watch === true, failure));
  }

  /** What is made only when somebody wants it. */
  private seldom(address: string): string | undefined {
    if (address !== '/preview/regions.json') return undefined;
    const text = regionsJson(this.options.npmFolder);
    if (text !== undefined) this.texts.set(address, text);
    return text;
  }

  private async handleFile(address: string, response: http.ServerResponse): Promise<boolean> {
    const { npmFolder, miniprogramFolder } = this.options;
    const fonts = '/preview/fonts/';
    if (address.startsWith(fonts)) {
      await sendFile(response, fontFolder(npmFolder), address.slice(fonts.length), 'max-age=86400');
      return true;
    }
    if (!address.startsWith(`${phoneBase}/`)) return false;
    const file = address.slice(phoneBase.length + 1);
    if (mediaOfMiniProgram.test(path.basename(file)))
      await sendFile(response, miniprogramFolder, file, 'no-store');
    else response.writeHead(404).end();
    return true;
  }
}
