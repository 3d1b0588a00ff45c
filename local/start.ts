import path from 'node:path';
import { parseArgs } from 'node:util';
import { DamagedFileError } from './files';
import { DamagedStoreError, FolderInUseError, FolderUnusableError } from './gateway';
import { HostError } from './host';
import { openLocal } from './local';
import { BuildError } from './preview';
import { progressLine } from './progress';
import { resetData } from './reset';

const DEFAULT_PORT = 8787;
/** Whatever still hangs by then is ended: nobody waits two seconds for a Ctrl-C. */
const STOP_WITHIN_MS = 1_500;
const PARENT_CHECK_MS = 250;

const root = path.join(__dirname, '..');

const help = `npm start -- [--empty] [--reset [--yes]] [--data <folder>] [--no-fsync]

  --empty          start without the demo community; its first member may own it
  --reset          delete the data and begin anew; asks before
  --yes            the answer to what --reset asks
  --data <folder>  where the data lives (default: .data in the project)
  --no-fsync       faster, but a power cut may lose what was answered
  PORT=<number>    the port on 127.0.0.1 (default: ${DEFAULT_PORT})
`;

async function start(): Promise<void> {
  const options = optionsFrom(process.argv.slice(2));
  if (!options) return void process.stdout.write(help);
  let close = () => Promise.resolve();
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    void close().finally(() => process.exit());
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  process.on('SIGHUP', stop);
  if (process.env.npm_lifecycle_event) stopWithParent(stop);

  if (options.reset) await resetData(options.dataFolder, options);
  const local = await openLocal({
    ...options,
    distFolder: path.join(root, 'dist'),
    preview: true,
    owners: 'offered',
    onStep: (line) => console.log(line),
    onDemo: progressLine(),
  });
  close = local.close;
  console.log(`\n群阶 Qunjie  ${local.url}\n`);
  if (local.ownerClaim) {
    console.log(
      `While nobody owns it, a member may claim it under 我的, or anybody with ${local.ownerClaim}\n`,
    );
  }
}

/** npm runs us under a shell that, when it is told to end, ends alone and tells nobody. */
function stopWithParent(stop: () => void): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) stop();
  }, PARENT_CHECK_MS).unref();
}

interface StartOptions {
  readonly port: number;
  readonly dataFolder: string;
  readonly demo: boolean;
  readonly fsync: boolean;
  readonly reset: boolean;
  readonly yes: boolean;
}

function optionsFrom(args: string[]): StartOptions | undefined {
  const { values } = parseOptions(args);
  if (values.help) return undefined;
  if (values.data === '') throw new HostError('--data wants a folder.');
  if (values.yes && !values.reset)
    throw new HostError('--yes answers what --reset asks; alone it does nothing.');
  return {
    port: portFrom(process.env.PORT),
    dataFolder: path.resolve(values.data ?? path.join(root, '.data')),
    demo: !values.empty,
    fsync: !values['no-fsync'],
    reset: values.reset ?? false,
    yes: values.yes ?? false,
  };
}

function parseOptions(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        empty: { type: 'boolean' },
        reset: { type: 'boolean' },
        yes: { type: 'boolean' },
        data: { type: 'string' },
        'no-fsync': { type: 'boolean' },
        help: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new HostError(`${(error as Error).message}\n\n${help}`);
  }
}

function portFrom(text: string | undefined): number {
  if (text === undefined || text === '') return DEFAULT_PORT;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65_535)
    throw new HostError(`PORT must be a whole number from 1 to 65535, not "${text}".`);
  return port;
}

const mendable = [
  HostError,
  FolderInUseError,
  FolderUnusableError,
  DamagedStoreError,
  DamagedFileError,
  BuildError,
];

start().catch((error: unknown) => {
  const known = mendable.some((kind) => error instanceof kind);
  console.error(known ? `\n${(error as Error).message}` : error);
  process.exit(1);
});
