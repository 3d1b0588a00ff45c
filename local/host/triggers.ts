import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { readCron } from './cron';
import { HostError } from './host-error';

/** CloudBase's rule for a trigger's name. */
const triggerName = v.pipe(v.string(), v.regex(/^[A-Za-z][A-Za-z0-9_-]{0,59}$/));

const config = v.object({
  triggers: v.optional(
    v.array(v.strictObject({ name: triggerName, type: v.literal('timer'), config: v.string() })),
    [],
  ),
});

/** Beside config.json, since no file of CloudBase's says it: its console does. */
const httpAccess = v.strictObject({ path: v.pipe(v.string(), v.regex(/^(\/[A-Za-z0-9_-]+)+$/)) });

export interface TimerTrigger {
  readonly functionName: string;
  readonly name: string;
  readonly nextAtMs: (afterMs: number) => number | undefined;
}

export interface Triggers {
  readonly timers: readonly TimerTrigger[];
  /** The path of HTTP access → the function. */
  readonly httpPaths: ReadonlyMap<string, string>;
}

/**
 * What calls functions besides phones: the timers of each `config.json`, and the path of each `http.json`.
 * @throws HostError naming the file.
 */
export function readTriggers(functionsFolder: string, functionNames: readonly string[]): Triggers {
  const timers = functionNames.flatMap((functionName) => {
    const file = path.join(functionsFolder, functionName, 'config.json');
    const { triggers } = read(file, config) ?? { triggers: [] };
    return triggers.map(({ name, config: text }) => ({
      functionName,
      name,
      nextAtMs: inFile(file, () => readCron(text)),
    }));
  });
  const httpPaths = functionNames.flatMap((functionName): [string, string][] => {
    const access = read(path.join(functionsFolder, functionName, 'http.json'), httpAccess);
    return access ? [[access.path, functionName]] : [];
  });
  return { timers, httpPaths: new Map(httpPaths) };
}

function read<Output>(file: string, schema: v.GenericSchema<unknown, Output>): Output | undefined {
  if (!existsSync(file)) return undefined;
  return inFile(file, () => v.parse(schema, JSON.parse(readFileSync(file, 'utf8'))));
}

function inFile<Value>(file: string, work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    throw new HostError(`${file}: ${(error as Error).message}`);
  }
}
