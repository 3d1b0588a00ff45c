import type { IncomingMessage, ServerResponse } from 'node:http';
import * as v from 'valibot';
import { DamagedStoreError } from '../gateway';
import { answerJson, HostError, readBody, refuse } from '../host';
import type { History } from './history';
import { snapshotName } from './snapshots';

const take = v.strictObject({ name: snapshotName });

/** `/host/snapshots`: GET lists, POST {name} takes one; DELETE `/<name>`, POST `/<name>/restore`. */
export async function handleSnapshots(
  history: History,
  request: IncomingMessage,
  response: ServerResponse,
  pathname: string,
): Promise<void> {
  const [, encoded, verb] = /^\/host\/snapshots(?:\/([^/]+)(?:\/(restore))?)?$/.exec(pathname) ?? [];
  const tell = async () => answerJson(response, 200, JSON.stringify(await history.list()));
  if (encoded === undefined && request.method === 'GET') return tell();
  const refusal = history.refusal();
  if (refusal !== undefined) return refuse(response, 409, 'NOT_NOW', refusal);
  if (encoded === undefined) {
    if (request.method !== 'POST') return refuse(response, 405, 'METHOD_NOT_ALLOWED', 'GET or POST.');
    const body = await readBody(request, 1024).catch(() => '');
    const asked = v.safeParse(v.pipe(v.string(), v.parseJson(), take), body);
    if (!asked.success) {
      return refuse(response, 400, 'INVALID_INPUT', 'name: expected 1 to 40 letters, digits, - or _.');
    }
    const { name } = asked.output;
    if (history.has(name)) return refuse(response, 409, 'NAME_TAKEN', 'There is a snapshot of this name.');
    await history.take(name);
    return tell();
  }
  const name = v.safeParse(snapshotName, decoded(encoded));
  if (!name.success || !history.has(name.output)) {
    return refuse(response, 404, 'NO_SUCH_SNAPSHOT', 'There is no snapshot of this name.');
  }
  if (verb === undefined && request.method === 'DELETE') await history.remove(name.output);
  else if (verb !== undefined && request.method === 'POST') {
    const damage = await history.restore(name.output).catch(damageIn);
    if (damage) return refuse(response, 409, 'SNAPSHOT_DAMAGED', damage);
  } else return refuse(response, 405, 'METHOD_NOT_ALLOWED', 'DELETE, or POST to restore.');
  return tell();
}

/** @returns what is damaged; any other error is thrown on. */
function damageIn(error: unknown): string {
  if (error instanceof DamagedStoreError || error instanceof HostError) return error.message;
  throw error;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
