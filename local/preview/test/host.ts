import { setTimeout as sleepMs } from 'node:timers/promises';

export interface HostAnswer {
  status: number;
  value: unknown;
}

export interface Snapshot {
  name: string;
  takenAtMs: number;
  clockMs: number;
  sizeBytes: number;
}

/** What a story sets and looks at. */
export interface HostState {
  nowMs: number;
  isMoving: boolean;
  /** How long each move of the clock takes. */
  moveTakesMs: number;
  /** What each move brings about. */
  fired: { atMs: number; function: string; trigger: string; isAnswered: boolean }[];
  snapshots: Snapshot[];
}

/** The clock and the snapshots, as the machine answers for them. */
export async function answerHost(
  host: HostState,
  method: string | undefined,
  pathname: string,
  body: unknown,
): Promise<HostAnswer | undefined> {
  if (pathname === '/host/clock') return method === 'POST' ? moveClock(host, body) : clockOf(host);
  const [, encoded, verb] = /^\/host\/snapshots(?:\/([^/]+)(?:\/(restore))?)?$/.exec(pathname) ?? [];
  if (!pathname.startsWith('/host/snapshots')) return undefined;
  const list = () => ({ status: 200, value: host.snapshots });
  if (encoded === undefined) {
    if (method === 'POST') return takeSnapshot(host, (body as { name: string }).name) ?? list();
    return list();
  }
  const found = host.snapshots.find(({ name }) => name === decodeURIComponent(encoded));
  if (!found) return refused(404, 'NO_SUCH_SNAPSHOT');
  if (verb === 'restore') host.nowMs = found.clockMs;
  else host.snapshots = host.snapshots.filter((each) => each !== found);
  return list();
}

const refused = (status: number, code: string): HostAnswer => ({
  status,
  value: { ok: false, code, message: `no: ${code}` },
});

const clockOf = ({ nowMs, isMoving }: HostState): HostAnswer => ({ status: 200, value: { nowMs, isMoving } });

async function moveClock(host: HostState, body: unknown): Promise<HostAnswer> {
  const { toMs } = body as { toMs: number };
  if (toMs < host.nowMs) return refused(409, 'CLOCK_GOES_BACK');
  host.isMoving = true;
  await sleepMs(host.moveTakesMs);
  Object.assign(host, { isMoving: false, nowMs: toMs });
  return { status: 200, value: { nowMs: toMs, isMoving: false, fired: host.fired } };
}

function takeSnapshot(host: HostState, name: string): HostAnswer | undefined {
  if (host.snapshots.some((each) => each.name === name)) return refused(409, 'NAME_TAKEN');
  host.snapshots.push({ name, takenAtMs: Date.now(), clockMs: host.nowMs, sizeBytes: 4_500_000 });
  return undefined;
}
