import * as v from 'valibot';
import type { Setting } from '../setting';
import { checkedCall, type CheckedCall } from './checked-call';
import { refused, type Reply } from './json';
import type { PanelCalls } from './line';
import type { WeChatServerOptions } from './options';

type Name = keyof PanelCalls;

type Outcome<N extends Name> = Setting | ({ readonly ok: true } & PanelCalls[N]['answer']);

const panelCall = <N extends Name>(
  ask: v.GenericSchema<unknown, PanelCalls[N]['ask']>,
  answer: (options: WeChatServerOptions, ask: PanelCalls[N]['ask']) => Outcome<N> | Promise<Outcome<N>>,
): CheckedCall<WeChatServerOptions> =>
  checkedCall(ask, async (options, given): Promise<Reply> => {
    const outcome = await answer(options, given);
    return outcome.ok ? { status: 200, body: outcome } : refused(400, 'REFUSED', outcome.message);
  });

const id = v.pipe(v.string(), v.nonEmpty(), v.maxLength(128));
const fields = v.record(v.string(), v.unknown());

export const panelCalls: Readonly<Record<Name, CheckedCall<WeChatServerOptions>>> = {
  behave: panelCall<'behave'>(v.strictObject({ name: id, behaviour: fields }), ({ wechat }, ask) =>
    wechat.panel.behave(ask.name, ask.behaviour),
  ),

  keywords: panelCall<'keywords'>(
    v.strictObject({ keywords: v.pipe(v.array(v.unknown()), v.maxLength(1000)) }),
    ({ wechat }, { keywords }) => wechat.panel.setKeywords(keywords),
  ),

  inGroup: panelCall<'inGroup'>(
    v.strictObject({ openid: id, opengid: id, isIn: v.boolean() }),
    ({ wechat }, { openid, opengid, isIn }) => {
      wechat.panel.setInGroup(openid, opengid, isIn);
      return { ok: true };
    },
  ),

  push: panelCall<'push'>(
    v.strictObject({
      event: id,
      openid: v.exactOptional(id),
      fields: v.exactOptional(fields),
      signature: v.exactOptional(v.picklist(['right', 'wrong'])),
    }),
    async ({ wechat, deliverPush }, { signature = 'right', ...order }) => ({
      ok: true,
      ...(await wechat.push.now(order, signature, deliverPush)),
    }),
  ),

  refund: panelCall<'refund'>(
    v.strictObject({
      outTradeNo: id,
      refundFen: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
    }),
    ({ wechat }, { outTradeNo, refundFen }) => wechat.panel.refund(outTradeNo, refundFen),
  ),

  notify: panelCall<'notify'>(v.strictObject({ outTradeNo: id }), ({ wechat }, { outTradeNo }) =>
    wechat.panel.notify(outTradeNo),
  ),
};
