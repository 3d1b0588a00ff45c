import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { collections } from '../cloudfunctions/community/collections';
import { Demo, demoPersons } from './demo';
import { openGateway, type Gateway } from './gateway';
import {
  bundleFunctions,
  bundleInstance,
  Host,
  HostClock,
  HostError,
  isFromHere,
  newState,
  readState,
  refuse,
  writeState,
  type HostState,
} from './host';
import { LOCAL_OWNERS } from './local-owners';
import { LOCAL_MEMBER_KEY, localMemberIdOf } from './local-member-id';
import { galleryOnDemand } from './gallery';
import { openPreview, watchFolders, type Preview } from './preview';

const root = path.join(__dirname, '..');

const MS_PER_HOUR = 3_600_000;

export interface LocalOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly dataFolder: string;
  /** Where bundles are written. */
  readonly distFolder: string;
  readonly demo: boolean;
  /** false: a power cut may lose what was answered. Default true. */
  readonly fsync?: boolean;
  /** Without it there is no page to look at, only the doors. */
  readonly preview: boolean;
  /** One line for each step, for whoever waits. */
  readonly onStep?: (line: string) => void;
  /** One line for each call of a function. */
  readonly onLog?: (line: string) => void;
  /** How far the demo's history has come. */
  readonly onDemo?: (progress: DemoProgress) => void;
}

export interface DemoProgress {
  readonly lived: number;
  readonly stretches: number;
}

export interface Local {
  readonly url: string;
  readonly gateway: Gateway;
  readonly host: Host;
  readonly clock: HostClock;
  /** Goes on after the start; settles when the demo is complete, or stopped with all the rest. */
  readonly demo: Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * WeChat and CloudBase on one machine: gateway, host and preview behind one port of the loopback interface.
 * @throws HostError, FolderInUseError, FolderUnusableError, BuildError: each says what to do.
 */
export async function openLocal(options: LocalOptions): Promise<Local> {
  const step = options.onStep ?? (() => undefined);
  const routes: Routes = {};
  const server = createServer((request, response) => void route(routes, request, response));
  const closers: (() => unknown)[] = [];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const url = await listen(server, options.port);
    closers.push(
      () => void server.close(),
      () => server.closeAllConnections(),
    );

    const clock = new HostClock(0, (clockOffsetMs) => save({ clockOffsetMs }));
    const gateway = await openGateway({
      folder: options.dataFolder,
      now: clock.nowMs,
      fsync: options.fsync ?? true,
      invokeFunction: (name, data) => invokeFunction(routes.host, name, data),
    });
    closers.push(() => gateway.close());
    routes.gateway = gateway;
    let state: HostState =
      readState(options.dataFolder) ?? newState(options.demo ? 'begun' : 'none', Date.now());
    const save = (change: Partial<HostState>) => {
      state = { ...state, ...change };
      writeState(options.dataFolder, state);
    };
    save({});
    clock.offsetMs = state.clockOffsetMs;

    step('Bundling the functions and the mini program…');
    const functionsFolder = path.join(options.distFolder, 'cloudfunctions');
    const instanceFile = path.join(options.distFolder, 'host', 'instance-main.js');
    const [functionNames, preview] = await Promise.all([
      bundleFunctions(path.join(root, 'cloudfunctions'), functionsFolder),
      options.preview ? openPreviewOfApp() : undefined,
      bundleInstance(instanceFile),
      gateway.applyCollections(collections),
    ]);
    if (preview) closers.push(() => preview.close());

    const functions: Functions = { url, clock, functionsFolder, functionNames, instanceFile };
    const host = openHost(options, functions);
    closers.push(() => host.close());
    const demo = state.demo === 'begun' ? openDemo(options, functions, state, save) : undefined;
    if (demo) {
      host.holdTimers();
      closers.push(() => demo.stop());
    }
    await host.warm();
    // What time has brought about since: the machine may have been off. From then on within the hour, and when the clock
    // is moved ahead.
    await Promise.all([host.runTimers(), demo?.liveLeads()]);
    Object.assign(routes, { host, preview });
    const complete = demo ? liveOthers(demo, save, host, preview) : Promise.resolve();
    closers.push(everyHour(() => void host.runTimers()));
    if (preview) closers.push(...development(routes, host, preview, functionsFolder));
    return { url, gateway, host, clock, demo: complete, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function openPreviewOfApp(): Promise<Preview> {
  return openPreview({
    miniprogramFolder: path.join(root, 'miniprogram'),
    npmFolder: path.join(root, 'node_modules'),
    title: '群阶 Qunjie',
    watch: true,
    persons: demoPersons(),
  });
}

/** What a host needs to run the community's functions. */
interface Functions {
  readonly url: string;
  readonly clock: HostClock;
  readonly functionsFolder: string;
  readonly functionNames: readonly string[];
  readonly instanceFile: string;
}

function openHost({ onLog }: Pick<LocalOptions, 'onLog'>, { url, ...functions }: Functions): Host {
  return new Host({
    ...functions,
    gatewayUrl: `${url}/admin`,
    environment: {
      QUNJIE_MEMBER_KEY: LOCAL_MEMBER_KEY,
      QUNJIE_OWNERS: LOCAL_OWNERS.map(localMemberIdOf).join(),
    },
    ...(onLog ? { onLog } : {}),
  });
}

type Save = (change: Partial<HostState>) => void;

function openDemo(options: LocalOptions, functions: Functions, state: HostState, save: Save): Demo {
  const onLog = options.onLog ?? ((line: string) => isOfAFailure(line) && console.log(line));
  const demo: Demo = new Demo({
    host: openHost({ onLog }, functions),
    untilMs: state.demoUntilMs,
    lived: state.demoLived,
    onLived: (lived) => {
      save({ demoLived: lived });
      // The first stretch ends before there is an address to stand above it.
      if (lived > 1) options.onDemo?.({ lived, stretches: demo.stretches });
    },
  });
  return demo;
}

/** A thousand lines of what went well would bury the address. */
const isOfAFailure = (line: string): boolean => !line.includes('"level":"info"');

/** Never rejects: a demo that fails must not take the server with it. The next start tries again. */
async function liveOthers(demo: Demo, save: Save, host: Host, preview: Preview | undefined): Promise<void> {
  try {
    if (!(await demo.liveOthers())) return;
    save({ demo: 'done' });
    await host.releaseTimers();
    preview?.tell({ kind: 'reload' });
  } catch (error) {
    console.error('The demo community could not be completed.', error);
  }
  await demo.stop();
}

/** What only somebody who develops needs: saved functions are taken over at once, and the gallery. */
function development(
  routes: Routes,
  host: Host,
  preview: Preview,
  functionsFolder: string,
): (() => unknown)[] {
  const source = path.join(root, 'cloudfunctions');
  const watching = watchFolders([source], async () => {
    try {
      await host.reload(await bundleFunctions(source, functionsFolder));
      preview.tell({ kind: 'reload' });
    } catch (error) {
      preview.tell({ kind: 'failure', message: (error as Error).message });
    }
  });
  const gallery = galleryOnDemand(path.join(root, 'node_modules'));
  routes.gallery = gallery;
  return [() => watching.close(), () => gallery.close()];
}

function everyHour(run: () => void): () => void {
  const timer = setInterval(run, MS_PER_HOUR);
  return () => clearInterval(timer);
}

/** A function that calls another one, as through CloudBase: nobody's identity comes along. */
async function invokeFunction(host: Host | undefined, name: string, data: unknown): Promise<unknown> {
  if (!host) throw new Error('the host is still starting');
  return JSON.parse(await host.call(name, { ...(data as object) })) as unknown;
}

interface Routes {
  gateway?: Gateway;
  host?: Host;
  preview?: Preview | undefined;
  gallery?: Pick<Preview, 'handle' | 'close'>;
}

async function route(routes: Routes, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (!isFromHere(request))
      return refuse(response, 403, 'FOREIGN_ORIGIN', 'Only pages of this server may ask.');
    // The gateway answers first: the functions need it while the rest still starts.
    if (pathname === '/admin' && routes.gateway) return await routes.gateway.handle(request, response);
    if (!routes.host) return refuse(response, 503, 'STARTING', 'Still starting; try again in a moment.');
    const [, name] = /^\/cloud\/functions\/([^/]+)$/.exec(pathname) ?? [];
    if (name) return await routes.host.handleCall(request, response, name);
    if (pathname === '/host/clock') return await routes.host.handleClock(request, response);
    if (await routes.gallery?.handle(request, response)) return;
    if (await routes.preview?.handle(request, response)) return;
    refuse(response, 404, 'NOT_FOUND', 'There is nothing here.');
  } catch (error) {
    console.error(error);
    if (!response.headersSent)
      refuse(response, 500, 'HOST_ERROR', 'The local host has a bug; its output says more.');
    else response.destroy();
  }
}

function listen(server: Server, port: number): Promise<string> {
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
