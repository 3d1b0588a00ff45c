import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import type { ClockReading, HostClock } from './clock';
import { FunctionPool } from './function-pool';
import { answerJson, BodyTooLarge, readBody, refuse } from './http';
import { FunctionFailure } from './instance';

const MAX_EVENT_BYTES = 1 << 20;
const NAMESPACE = 'local';
const TIMER = 'timer';
const APPID = 'wx-local';
const OPENID = /^[\x21-\x7e]{1,128}$/;

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
}

/** Runs bundled functions the way CloudBase does: own processes, identity in the context, one call at a time each. */
export class Host {
  private pools: ReadonlyMap<string, FunctionPool>;
  private readonly timeoutMs: number;
  private timersHeld = false;

  constructor(private readonly options: HostOptions) {
    this.timeoutMs = options.timeoutMs ?? 5_000;
    this.pools = this.newPools(options.functionNames);
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
    const identity = openid
      ? { WX_CONTEXT_KEYS: 'WX_OPENID,WX_APPID', WX_OPENID: openid, WX_APPID: APPID }
      : {};
    return pool.call({
      // WeChat writes this field itself, over whatever the client put there.
      eventJson: JSON.stringify(openid ? { ...event, userInfo: { appId: APPID, openId: openid } } : event),
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
    let event: unknown;
    try {
      event = JSON.parse(await readBody(request, MAX_EVENT_BYTES));
    } catch (error) {
      return error instanceof BodyTooLarge
        ? refuse(response, 413, 'INVALID_INPUT', `event: ${error.message}.`)
        : refuse(response, 400, 'INVALID_INPUT', 'event: expected JSON.');
    }
    if (typeof event !== 'object' || event === null || Array.isArray(event)) {
      return refuse(response, 400, 'INVALID_INPUT', 'event: expected an object.');
    }
    try {
      answerJson(response, 200, await this.call(name, event as Record<string, unknown>, openid));
    } catch (failure) {
      if (!(failure instanceof FunctionFailure)) throw failure;
      refuse(response, failure.code === 'FUNCTION_TIMEOUT' ? 504 : 502, failure.code, failure.message);
    }
  }

  /** `GET /host/clock`; `POST /host/clock {toMs}` moves it ahead. */
  async handleClock(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { clock } = this.options;
    if (request.method === 'POST') {
      const toMs = await wholeNumberIn(request, 'toMs');
      if (toMs === undefined) return refuse(response, 400, 'INVALID_INPUT', 'toMs: expected milliseconds.');
      if (!clock.moveTo(toMs)) return refuse(response, 409, 'CLOCK_GOES_BACK', 'The clock only goes ahead.');
      await this.runTimers();
    }
    answerJson(response, 200, JSON.stringify({ nowMs: clock.nowMs() }));
  }

  /** While a history is still being written, the present must not settle accounts that have not come so far. */
  holdTimers(): void {
    this.timersHeld = true;
  }

  /** Runs at once what was held. */
  async releaseTimers(): Promise<void> {
    this.timersHeld = false;
    await this.runTimers();
  }

  /** What time brings about. A timer that fails says so in its log and comes again. */
  async runTimers(clock?: ClockReading): Promise<void> {
    if (this.timersHeld || !this.pools.has(TIMER)) return;
    const event = { Type: 'Timer', TriggerName: 'hourly' };
    await this.call(TIMER, event, undefined, clock).catch(console.error);
  }

  close(): void {
    this.pools.forEach((pool) => pool.close());
  }
}

/** Beyond this, dates have five-digit years and nothing formats them. */
const LATEST_MS = Date.UTC(9999, 0, 1);

async function wholeNumberIn(request: IncomingMessage, key: string): Promise<number | undefined> {
  try {
    const body = JSON.parse(await readBody(request, 1024)) as Record<string, unknown> | null;
    const value = body?.[key];
    return typeof value === 'number' && Number.isSafeInteger(value) && value < LATEST_MS ? value : undefined;
  } catch {
    return undefined;
  }
}
