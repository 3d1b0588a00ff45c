import type { CallRecord } from '../../../wechat/state';
import { titleOfCall } from '../call-titles';
import { makeCard } from '../controls';
import type { PanelContext, SectionView } from '../context';
import { make } from '../dom';
import { makeUnfolding } from '../json';
import { List } from '../list';
import { shortTime } from '../clock';

const maxShown = 60;

interface KeyedCall {
  readonly key: string;
  readonly call: CallRecord;
}

/** What WeChat itself has noted, newest first. */
export function callsCard({ wechat }: PanelContext): SectionView {
  const list = new List<KeyedCall>(
    '微信收到的调用',
    '还没有人调用过微信。',
    ({ key }) => key,
    ({ call }) => ({ element: make('li', '', unfoldingCall(call)) }),
  );
  return {
    element: makeCard('微信收到的调用', list.element),
    show: () =>
      list.show(
        keyed(wechat.state?.calls ?? [])
          .reverse()
          .slice(0, maxShown),
      ),
  };
}

function unfoldingCall({ atMs, tookMs, name, request, answer, errcode }: CallRecord): HTMLElement {
  const chip = make('span', 'chip', errcode === 0 ? '成功' : String(errcode));
  chip.dataset['kind'] = errcode === 0 ? 'good' : 'bad';
  const summary = make(
    'summary',
    '',
    make(
      'span',
      'row-text',
      make('b', '', titleOfCall(name)),
      make('small', '', `${shortTime(atMs)} · ${tookMs} 毫秒`),
    ),
    chip,
  );
  return makeUnfolding(summary, [
    ['请求', request],
    ['回答', answer],
  ]);
}

/** Calls have no number, and the oldest fall away: those of one instant are told apart by their order. */
function keyed(calls: readonly CallRecord[]): KeyedCall[] {
  const seen = new Map<string, number>();
  return calls.map((call) => {
    const base = `${call.atMs} ${call.name} ${call.errcode}`;
    const nth = (seen.get(base) ?? 0) + 1;
    seen.set(base, nth);
    return { key: `${base} ${nth} ${JSON.stringify(call.request)}`, call };
  });
}
