import { Outcome, makeCard, makeSmall } from '../controls';
import type { PanelContext, SectionView } from '../context';
import { make } from '../dom';
import { makeUnfolding } from '../json';
import { List } from '../list';
import { maxSetDataPerSecond, type LogEntry, type PhoneLog } from '../phone-log';
import { timeOfDay } from '../clock';
import { sizeText } from '../size-text';

/** What the chosen phone's pages asked and drew, newest first. */
export function logSection(context: PanelContext): SectionView {
  const warning = new Outcome();
  const log = (): PhoneLog => context.logs[context.address.state.chosen];
  const list = new List<LogEntry>(
    '手机的调用',
    '还没有调用。用一用手机，这里就有了。',
    ({ id }) => String(id),
    (entry) => ({ element: make('li', '', rowOf(entry)) }),
  );
  const clear = makeSmall('清空', () => {
    log().clear();
    context.refresh();
  });
  const card = makeCard('手机的调用', warning.element, list.element);
  card.querySelector('h2')?.append(clear);
  return {
    element: make('div', 'section', card),
    show: () => {
      const { entries } = log();
      clear.hidden = entries.length === 0;
      const text = warningOf(log());
      if (text === undefined) warning.clear();
      else warning.refuse(text);
      list.show([...entries].reverse());
    },
  };
}

function warningOf({ busiest, entries }: PhoneLog): string | undefined {
  const tooBig = entries.filter((entry) => entry.kind === 'setData' && entry.isTooBig).length;
  const parts = [
    ...(busiest > maxSetDataPerSecond ? [`1 秒里 setData 了 ${busiest} 次`] : []),
    ...(tooBig > 0 ? [`${tooBig} 次 setData 超过 256 KB`] : []),
  ];
  if (parts.length === 0) return undefined;
  return `${parts.join('，')}。微信的体验评分要求每秒不超过 ${maxSetDataPerSecond} 次、每次不超过 256 KB。`;
}

function rowOf(entry: LogEntry): HTMLElement {
  if (entry.kind === 'setData') {
    const { of, keys, sizeBytes } = entry.setData;
    const size = make('span', 'chip', sizeText(sizeBytes));
    size.dataset['kind'] = entry.isTooBig ? 'bad' : 'usual';
    const text = make(
      'span',
      'row-text',
      make('b', '', 'setData'),
      small(`${timeOfDay(entry.atMs)} · ${of}`),
    );
    return makeUnfolding(make('summary', 'set-data', text, size), [['键', keys]]);
  }
  const { name, input, answer, isFailure, tookMs, answerBytes } = entry.call;
  const chip = make('span', 'chip', isFailure ? '失败' : '成功');
  chip.dataset['kind'] = isFailure ? 'bad' : 'good';
  const text = make(
    'span',
    'row-text',
    make('b', 'code', name),
    small(`${timeOfDay(entry.atMs)} · ${Math.round(tookMs)} 毫秒 · ${sizeText(answerBytes)}`),
  );
  return makeUnfolding(make('summary', '', text, chip), [
    ['输入', input],
    ['回答', answer],
  ]);
}

const small = (text: string): HTMLElement => make('small', '', text);
