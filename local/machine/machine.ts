import { createServer } from 'node:http';
import path from 'node:path';
import {
  Agenda,
  bundleInstance,
  Host,
  HostClock,
  openFunctionBundles,
  type Deliveries,
  type HostState,
} from '../host';
import { openPreview, type Preview } from '../preview';
import type { WeChat } from '../wechat';
import type { App } from './app';
import { deliveriesOf } from './deliveries';
import { doorsOf, httpAccessUrl } from './doors';
import { History } from './history';
import { KeptData } from './kept-data';
import { KeptState } from './kept-state';
import { listen, route, type Handle, type Routes } from './routes';
import { keptSecrets, type Secrets } from './secrets';
import { finishRestore } from './snapshots';
import { openWeChat } from './wechat';
import { WeChatStore } from './wechat-store';

export interface MachineOptions {
  readonly app: App;
  /** 0 takes any free port. */
  readonly port: number;
  readonly dataFolder: string;
  /** Where bundles are written. */
  readonly distFolder: string;
  /** What a new folder remembers. */
  readonly demo: Extract<HostState['demo'], 'none' | 'begun'>;
  /** false: a power cut may lose what was answered. Default true. */
  readonly fsync?: boolean;
  /** Without it there is no page to look at, only the doors. */
  readonly preview: boolean;
  /** One line for each step, for whoever waits. */
  readonly onStep?: (line: string) => void;
  /** One line for each call of a function. */
  readonly onLog?: (line: string) => void;
}

export interface Machine {
  readonly url: string;
  readonly data: KeptData;
  readonly state: KeptState;
  readonly clock: HostClock;
  readonly secrets: Secrets;
  readonly wechat: WeChat;
  readonly host: Host;
  readonly agenda: Agenda;
  readonly history: History;
  readonly preview: Preview | undefined;
  /** Another host of the same functions, for work that nobody shall wait behind. */
  readonly newHost: (onLog: (line: string) => void) => Host;
  /** Bundles the functions anew and takes them over. */
  readonly reload: () => Promise<void>;
  /** From now on everybody is answered. @param more Asked before the preview is. */
  readonly openDoors: (...more: readonly Handle[]) => void;
  readonly close: () => Promise<void>;
}

/**
 * WeChat and CloudBase on one machine, behind one port of the loopback interface: documents, files, functions, timers, the phone
 * and its panel. Timers fire from `agenda.start()` on.
 * @throws HostError, FolderInUseError, FolderUnusableError, DamagedStoreError, DamagedFileError, BuildError: each says what to do.
 */
export async function openMachine(options: MachineOptions): Promise<Machine> {
  const closers: (() => unknown)[] = [];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    return { ...(await open(options, (closer) => closers.push(closer))), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function open(
  options: MachineOptions,
  onClose: (closer: () => unknown) => void,
): Promise<Omit<Machine, 'close'>> {
  const { app, dataFolder, distFolder } = options;
  const routes: Routes = {};
  const server = createServer((request, response) => void route(routes, request, response));
  const url = await listen(server, options.port);
  onClose(() => void server.close());
  onClose(() => server.closeAllConnections());

  await finishRestore(dataFolder);
  const clock = new HostClock(0);
  const data = await KeptData.open({
    folder: dataFolder,
    url,
    now: clock.nowMs,
    fsync: options.fsync ?? true,
    collections: app.collections,
    // Only functions ask these, and they start later.
    invokeFunction: async (name, event) =>
      JSON.parse(await host.call(name, { ...(event as object) })) as unknown,
    wxApi: {
      answerJson: (call) => wechat.openApi.answerJsonCall(call),
      answerCompatible: (call) => wechat.openApi.answerCompatibleCall(call),
    },
  });
  onClose(() => data.close());
  routes.gateway = (request, response) => data.gateway.handle(request, response);
  const state = new KeptState(dataFolder, options.demo);
  clock.offsetMs = state.value.clockOffsetMs;

  options.onStep?.('Bundling the functions and the mini program…');
  const functionsFolder = path.join(distFolder, 'cloudfunctions');
  const instanceFile = path.join(distFolder, 'host', 'instance-main.js');
  const bundles = openFunctionBundles(app.functionFolders, functionsFolder);
  onClose(() => bundles.close());
  const [secrets, functionNames, preview] = await Promise.all([
    keptSecrets(dataFolder),
    bundles.buildIfChanged(),
    options.preview ? openAppPreview(app, path.join(distFolder, 'preview'), onClose) : undefined,
    bundleInstance(instanceFile),
  ]);

  const wechatStore = new WeChatStore(dataFolder);
  const wechat = openWeChat(app, secrets, { url, clock, store: wechatStore });
  onClose(() => wechatStore.flush());
  const newHost = (onLog: MachineOptions['onLog']) =>
    new Host({
      functionsFolder,
      functionNames,
      instanceFile,
      gatewayUrl: `${url}/admin`,
      clock,
      environment: app.environment(secrets, url, state.value.demo),
      wechat: { visit: wechat.phone.visit, openByCloudId: wechat.openByCloudId },
      ...(onLog ? { onLog } : {}),
    });
  const host = newHost(options.onLog);
  onClose(() => host.close());
  const deliveries = deliveriesOf(wechat, url, httpAccessUrl(url, app.pushPath));
  const agenda = openAgenda({ clock, host, state }, deliveries);
  onClose(() => agenda.stop());
  await host.warm();

  // What somebody saves must not be built into a build.
  const reload = inTurn(async () => host.reload(await bundles.build()));
  const parts = { clock, data, state, secrets, wechat, host, agenda, preview, reload };
  const history = new History({ ...parts, dataFolder, wechatStore, routes });
  const machine = { ...parts, url, history, newHost };
  return { ...machine, openDoors: (...more) => void (routes.doors = doorsOf(app, machine, more)) };
}

/** Closed also where something else fails while it opens. */
async function openAppPreview(
  app: App,
  keptFolder: string,
  onClose: (closer: () => unknown) => void,
): Promise<Preview> {
  const opening = openPreview({ ...app, keptFolder, watch: true });
  onClose(() => opening.then((preview) => preview.close()).catch(() => undefined));
  return opening;
}

const openAgenda = (
  { clock, host, state }: Pick<Machine, 'clock' | 'host' | 'state'>,
  deliveries: readonly Deliveries[],
): Agenda =>
  new Agenda({
    clock,
    timers: () => host.timers,
    runTimer: (timer) => host.runTimer(timer),
    deliveries,
    doneUntilMs: state.value.timersDoneUntilMs,
    onMove: (clockOffsetMs) => state.save({ clockOffsetMs }),
    onDone: (timersDoneUntilMs) => state.save({ timersDoneUntilMs }),
  });

/** Of what is begun while it runs, the next waits for its end. */
function inTurn(work: () => Promise<void>): () => Promise<void> {
  let last: Promise<unknown> = Promise.resolve();
  return () => {
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
  };
}
