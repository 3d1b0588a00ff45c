import type { IncomingMessage, ServerResponse } from 'node:http';
import * as v from 'valibot';
import { answerJson, readBody, refuse, type Agenda, type HostClock } from '../host';

/** Beyond this, dates have five-digit years and nothing formats them. */
const LATEST_MS = Date.UTC(9999, 0, 1);

const move = v.strictObject({ toMs: v.pipe(v.number(), v.safeInteger(), v.ltValue(LATEST_MS)) });

/**
 * `GET /host/clock` tells the time, and whether the clock is on its way. `POST /host/clock {toMs}` moves it ahead through all that
 * is due on the way, and answers what came about.
 */
export async function handleClock(
  { clock, agenda }: { readonly clock: HostClock; readonly agenda: Agenda },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const tell = (more: object) =>
    answerJson(response, 200, JSON.stringify({ nowMs: clock.nowMs(), isMoving: agenda.isMoving, ...more }));
  if (request.method !== 'POST') return tell({});
  const asked = v.safeParse(
    v.pipe(v.string(), v.parseJson(), move),
    await readBody(request, 1024).catch(() => ''),
  );
  if (!asked.success) return refuse(response, 400, 'INVALID_INPUT', 'toMs: expected milliseconds.');
  const fired = await agenda.moveTo(asked.output.toMs);
  if (!fired) return refuse(response, 409, 'CLOCK_GOES_BACK', 'The clock only goes ahead.');
  tell({ fired });
}
