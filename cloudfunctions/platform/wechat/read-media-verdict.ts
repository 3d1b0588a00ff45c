import * as v from 'valibot';
import { VerdictSchema, type Verdict } from './content-check';

export type MediaVerdict =
  | { readonly traceId: string; readonly verdict: Verdict; readonly label: number }
  /** WeChat could not look at it, for example because it could not fetch it (-1008): it stays hidden. */
  | { readonly traceId: string; readonly refused: 'NOT_CHECKED'; readonly message: string }
  | { readonly refused: 'NOT_A_VERDICT'; readonly message: string };

const PushSchema = v.object({
  MsgType: v.literal('event'),
  Event: v.literal('wxa_media_check'),
  trace_id: v.pipe(v.string(), v.nonEmpty()),
  errcode: v.optional(v.number(), 0),
  result: v.optional(VerdictSchema),
});

/**
 * What the push of a checked picture says
 * (developers.weixin.qq.com/miniprogram/dev/server/API/sec-center/sec-check/api_mediacheckasync, 异步检测结果推送).
 * A push may come more than once, and with a trace id that nobody asked for.
 */
export function readMediaVerdict(pushMessage: unknown): MediaVerdict {
  const push = v.safeParse(PushSchema, pushMessage);
  if (!push.success) return { refused: 'NOT_A_VERDICT', message: 'expected the event wxa_media_check' };
  const { trace_id: traceId, errcode, result } = push.output;
  if (errcode !== 0 || result === undefined) {
    return { traceId, refused: 'NOT_CHECKED', message: `wxa_media_check: ${errcode}` };
  }
  return { traceId, verdict: result.suggest, label: result.label };
}
