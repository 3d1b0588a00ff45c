import path from 'node:path';
import { demoAhead, type DemoProgress } from './demo-ahead';
import { galleryOnDemand } from './gallery';
import { openMachine, type App, type Machine } from './machine';
import { ownerClaimOf } from './owner-claim';
import { watchFolders, type Preview } from './preview';
import { qunjie, type Owners } from './qunjie';

const root = path.join(__dirname, '..');

export interface LocalOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly dataFolder: string;
  /** Where bundles are written. */
  readonly distFolder: string;
  readonly demo: boolean;
  /** Who owns the community. Default `named`. */
  readonly owners?: Owners;
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
  /** What runs; the community, unless a test brings something of its own. */
  readonly app?: App;
}

export interface Local extends Pick<Machine, 'url' | 'host' | 'clock' | 'wechat' | 'close'> {
  readonly gateway: Machine['data']['gateway'];
  /** With which anybody may claim the community while nobody has; undefined where its owners are named. */
  readonly ownerClaim: string | undefined;
  /** Goes on after the start; settles when the demo is complete, or stopped with all the rest. */
  readonly demo: Promise<void>;
}

/**
 * The community on this machine, and for whoever develops it: what is saved is taken over at once, and there is a gallery.
 * @throws HostError, FolderInUseError, FolderUnusableError, BuildError: each says what to do.
 */
export async function openLocal(options: LocalOptions): Promise<Local> {
  const { owners = 'named', app = qunjie(root, owners), demo, ...rest } = options;
  const machine = await openMachine({ ...rest, app, demo: demo ? 'begun' : 'none' });
  const closers: (() => unknown)[] = [machine.close];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const ahead = machine.state.value.demo === 'begun' ? demoAhead(machine, options) : undefined;
    if (ahead) closers.push(ahead.stop);
    // While a history is still being written, the present must not settle accounts that have not come so far.
    await (ahead ? ahead.liveLeads() : machine.agenda.start());
    const gallery = galleryOnDemand(path.join(root, 'node_modules'));
    closers.push(() => gallery.close());
    machine.openDoors((request, response) => gallery.handle(request, response));
    if (machine.preview) closers.push(watchFunctions(app, machine, machine.preview));
    const { url, host, clock, wechat } = machine;
    return {
      url,
      host,
      clock,
      wechat,
      ownerClaim:
        owners === 'offered' && machine.state.value.demo === 'none'
          ? ownerClaimOf(machine.secrets)
          : undefined,
      get gateway() {
        return machine.data.gateway;
      },
      demo: ahead?.liveOthers() ?? Promise.resolve(),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Saved functions are taken over at once. */
function watchFunctions({ functionFolders }: App, machine: Machine, preview: Preview): () => void {
  const watching = watchFolders(functionFolders, async () => {
    try {
      await machine.reload();
      preview.tell({ kind: 'reload' });
    } catch (error) {
      preview.tell({ kind: 'failure', message: (error as Error).message });
    }
  });
  return () => watching.close();
}
