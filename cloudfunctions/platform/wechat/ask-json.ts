import * as v from 'valibot';
import type { WeChatLine } from './line';
import { refusalOf, unreadable, type Refusals, type WeChatRefused } from './refusal';
import { BUSY, NoAnswer, tried } from './tries';

interface Question<
  Code extends string,
  Schema extends v.GenericSchema,
  Data extends Readonly<Record<string, unknown>>,
> {
  readonly api: string;
  /** As in the document of the call over HTTPS: snake_case. */
  readonly data: Data;
  /** The way there; without it, the cloud's. */
  readonly via?: (data: Data, timeoutMs: number) => Promise<unknown>;
  readonly mayRepeat: boolean;
  readonly refusals: Refusals<Code>;
  /** What the answer must hold to be believed. */
  readonly answer: Schema;
}

/** A successful code2Session has no errcode at all, the others 0. */
const ReplySchema = v.object({ errcode: v.optional(v.number(), 0), errmsg: v.optional(v.string()) });

/** One question whose answer is JSON. A refusal of WeChat's is a result of the SDK's, with an errcode in it. */
export async function askJson<
  Code extends string,
  Schema extends v.GenericSchema,
  Data extends Readonly<Record<string, unknown>>,
>(
  line: WeChatLine,
  { api, data, via, mayRepeat, refusals, answer }: Question<Code, Schema, Data>,
): Promise<{ readonly answer: v.InferOutput<Schema> } | WeChatRefused<Code>> {
  const outcome = await tried(line, {
    api,
    mayRepeat,
    ask: async (timeoutMs) => {
      const reply = await (via ? via(data, timeoutMs) : line.callJson(api, data, timeoutMs));
      if (v.is(v.object({ errcode: v.literal(BUSY) }), reply)) throw new NoAnswer(`${BUSY}`);
      return reply;
    },
  });
  if ('refused' in outcome) return outcome;
  const reply = v.safeParse(ReplySchema, outcome.reply);
  if (!reply.success) return unreadable(api);
  const { errcode, errmsg } = reply.output;
  if (errcode !== 0) return refusalOf(api, refusals, errcode, errmsg);
  const read = v.safeParse(answer, outcome.reply);
  return read.success ? { answer: read.output } : unreadable(api);
}
