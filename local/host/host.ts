import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import type { ClockReading, HostClock } from './clock';
import { FunctionPool } from './function-pool';
import { answerJson, BodyTooLarge, readBody, readBytes, refuse } from './http';
import { httpEvent, httpResult } from './http-access';
import { FunctionFailure } from './instance';
import { readTriggers, type TimerTrigger, type Triggers } from './triggers';

const MAX_EVENT_BYTES = 1 << 20;
const NAMESPACE = 'local';
const OPENID = /^[\x21-\x7e]{1,128}$/;
/** Which fields of the event are cloudIDs, by their names, with commas between. */
const CLOUD_IDS = 'x-wx-cloud-ids';

/** The appid of the mini program on this machine. */
export const LOCAL_APPID = 'wx-local';

/** What WeChat has to do with a call of a phone's. */
export interface WeChatSide {
  readonly visit: (openid: string) => void;
  /** What the function finds in place of a cloudID. */
  readonly openByCloudId: (cloudID: string, openid: string) => unknown;
}

export interface HostOptions {
  readonly functionsFolder: string;
  readonly functionNames: readonly string[];
  readonly instanceFile: string;
  /** Where the functions' SDK finds its database: the gateway's `/admin`. */
  readonly gatewayUrl: string;
  readonly clock: HostClock;
  /** Variables that a deployment sets, for example keys. */
  readonly environment: Readonly<Record<string, string>>;
  readonly maxInstances?: number;
  readonly timeoutMs?: number;
  readonly onLog?: (line: string) => void;
  readonly wechat?: WeChatSide;
}

/** Runs bundled functions the way CloudBase does: own processes, identity in the context, one call at a time each. */
export class Host {
  private pools: ReadonlyMap<string, FunctionPool>;
  private triggers: Triggers;
  private readonly timeoutMs: number;

  /** @throws HostError for a trigger that cannot be read. */
  constructor(private readonly options: HostOptions) {
    this.timeoutMs = options.timeoutMs ?? 5_000;
    this.triggers = readTriggers(options.functionsFolder, options.functionNames);
    this.pools = this.newPools(options.functionNames);
  }

  get timers(): readonly TimerTrigger[] {
    return this.triggers.timers;
  }

  private newPools(names: readonly string[]): ReadonlyMap<string, FunctionPool> {
    const { options } = this;
    const environment = {
      TENCENTCLOUD_RUNENV: 'SCF',
      TENCENTCLOUD_REGION: 'ap-shanghai',
      TENCENTCLOUD_SECRETID: 'local',
      TENCENTCLOUD_SECRETKEY: 'local',
      SCF_NAMESPACE: NAMESPACE,
      TCB_CONTEXT_CNFG: JSON.stringify({ URL: options.gatewayUrl }),
      TZ: 'UTC',
      ...options.environment,
    };
    const poolOf = (name: string) =>
      new FunctionPool(
        {
          processFile: options.instanceFile,
          functionFile: path.join(options.functionsFolder, name, 'index.js'),
          environment,
          timeoutMs: this.timeoutMs,
          onLog: options.onLog,
        },
        options.maxInstances ?? 4,
      );
    return new Map(names.map((name) => [name, poolOf(name)]));
  }

  /** Takes over functions that were bundled anew; calls that are running end with the old ones. */
  async reload(functionNames: readonly string[]): Promise<void> {
    const before = this.pools;
    this.triggers = readTriggers(this.options.functionsFolder, functionNames);
    this.pools = this.newPools(functionNames);
    await this.warm();
    before.forEach((pool) => pool.retire());
  }

  /** Starts one instance of each function. */
  async warm(): Promise<void> {
    await Promise.all([...this.pools.values()].map((pool) => pool.warm()));
  }

  pidsOf(name: string): number[] {
    return this.pools.get(name)?.pids ?? [];
  }

  /**
   * Calls a function as the member whose openid is given; without one the call comes from nobody, as from outside
   * WeChat.
   * @param clock What the function sees as the time; without it, the host's own clock.
   * @returns the function's result as JSON. Rejects with a FunctionFailure.
   */
  async call(
    name: string,
    event: Readonly<Record<string, unknown>>,
    openid?: string,
    clock: ClockReading = { offsetMs: this.options.clock.offsetMs },
  ): Promise<string> {
    const pool = this.pools.get(name);
    if (!pool) throw new FunctionFailure('FUNCTION_LOAD_FAILED', `there is no function ${name}`);
    if (openid) this.options.wechat?.visit(openid);
    const identity = openid ? identityOf(openid) : {};
    return pool.call({
      // WeChat writes this field itself, over whatever the client put there.
      eventJson: JSON.stringify(
        openid ? { ...event, userInfo: { appId: LOCAL_APPID, openId: openid } } : event,
      ),
      context: {
        request_id: randomUUID(),
        function_name: name,
        function_version: '$LATEST',
        namespace: NAMESPACE,
        memory_limit_in_mb: 256,
        time_limit_in_ms: this.timeoutMs,
        environment: JSON.stringify(identity),
      },
      clock,
    });
  }

  /** `POST /cloud/functions/<name>`, the local door. */
  async handleCall(request: IncomingMessage, response: ServerResponse, name: string): Promise<void> {
    if (request.method !== 'POST') return refuse(response, 405, 'METHOD_NOT_ALLOWED', 'POST an event.');
    if (!this.pools.has(name))
      return refuse(response, 404, 'FUNCTION_NOT_FOUND', 'There is no such function.');
    const openid = request.headers['x-wx-openid'];
    if (openid !== undefined && (typeof openid !== 'string' || !OPENID.test(openid))) {
      return refuse(response, 400, 'INVALID_INPUT', 'x-wx-openid: expected 1 to 128 visible characters.');
    }
    const event = await eventIn(request);
    if (typeof event === 'string') {
      return refuse(response, event.startsWith('more than') ? 413 : 400, 'INVALID_INPUT', `event: ${event}.`);
    }
    const opened = openid ? this.withOpenData(event, request.headers[CLOUD_IDS], openid) : event;
    await this.answer(response, async () => answerJson(response, 200, await this.call(name, opened, openid)));
  }

  /** The function behind a path of HTTP access; the deepest path that fits has it. */
  async handleHttp(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const [access, name] =
      [...this.triggers.httpPaths]
        .filter(([path]) => url.pathname === path || url.pathname.startsWith(`${path}/`))
        .sort(([one], [other]) => other.length - one.length)[0] ?? [];
    if (access === undefined || name === undefined) {
      return refuse(response, 404, 'INVALID_PATH', 'No function has this path of HTTP access.');
    }
    const bytes = await readBytes(request, MAX_EVENT_BYTES).catch(() => undefined);
    if (!bytes) return refuse(response, 413, 'BODY_TOO_LARGE', `More than ${MAX_EVENT_BYTES} bytes.`);
    await this.answer(response, async () => {
      const event = httpEvent(request, url, bytes, randomUUID());
      const { status, headers, body } = httpResult(JSON.parse(await this.call(name, { ...event })));
      response.writeHead(status, { ...headers, 'content-length': body.length }).end(body);
    });
  }

  private async answer(response: ServerResponse, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (failure) {
      if (!(failure instanceof FunctionFailure)) throw failure;
      refuse(response, failure.code === 'FUNCTION_TIMEOUT' ? 504 : 502, failure.code, failure.message);
    }
  }

  private withOpenData(event: Event, names: string | string[] | undefined, openid: string): Event {
    const { wechat } = this.options;
    if (typeof names !== 'string' || !wechat) return event;
    const opened = names.split(',').flatMap((name): [string, unknown][] => {
      const cloudID = (event[name] as { cloudID?: unknown } | undefined)?.cloudID;
      return typeof cloudID === 'string' ? [[name, wechat.openByCloudId(cloudID, openid)]] : [];
    });
    return { ...event, ...Object.fromEntries(opened) };
  }

  /** @returns whether the function answered; one that fails says so in its log and comes again. */
  async runTimer(timer: TimerTrigger, clock?: ClockReading): Promise<boolean> {
    const { functionName, name } = timer;
    const nowMs = clock && 'stoppedAtMs' in clock ? clock.stoppedAtMs : this.options.clock.nowMs();
    const time = `${new Date(nowMs).toISOString().slice(0, 19)}Z`;
    const event = { Type: 'Timer', TriggerName: name, Time: time, Message: '' };
    return this.call(functionName, event, undefined, clock).then(
      () => true,
      (failure: unknown) => {
        console.error(failure);
        return false;
      },
    );
  }

  close(): void {
    this.pools.forEach((pool) => pool.close());
  }
}

/** What WeChat says of a call; every phone here is on this machine. */
function identityOf(openid: string): Readonly<Record<string, string>> {
  const said = { WX_OPENID: openid, WX_APPID: LOCAL_APPID, WX_CLIENTIP: '127.0.0.1' };
  return { WX_CONTEXT_KEYS: Object.keys(said).join(), ...said };
}

type Event = Readonly<Record<string, unknown>>;

/** @returns the event, or why it is none. */
async function eventIn(request: IncomingMessage): Promise<Event | string> {
  try {
    const event: unknown = JSON.parse(await readBody(request, MAX_EVENT_BYTES));
    const isObject = typeof event === 'object' && event !== null && !Array.isArray(event);
    return isObject ? (event as Event) : 'expected an object';
  } catch (error) {
    return error instanceof BodyTooLarge ? error.message : 'expected JSON';
  }
}
