import { instantOf } from '../../address';
import { Outcome, makeAction, makeCard, makeField, makeForm, makeInput, makeSubmit } from '../controls';
import type { PanelContext, SectionView } from '../context';
import type { Fired } from '../clock-line';
import { make, setText, setValue } from '../dom';
import { List } from '../list';
import { refusalOf } from '../server';
import {
  clockTexts,
  hourMs,
  localInputValue,
  minuteTime,
  nextDay,
  nextMonday,
  shortTime,
  weekMs,
} from '../clock';
import { snapshotsCard } from './snapshots';

const onlyAhead = '时钟只能往前走，想回到过去就恢复一份快照';
const maxFiredShown = 200;

interface FiredRow extends Fired {
  readonly key: string;
}

export function clockSection(context: PanelContext): SectionView {
  const { clock, phones, address, wechat } = context;
  const outcome = new Outcome();
  const date = make('p', 'clock-date');
  const time = make('p', 'clock-time');

  const moveTo = async (toMs: number) => {
    if (clock.nowMs === undefined || clock.isMoving) return;
    if (toMs < clock.nowMs) return outcome.refuse(onlyAhead);
    outcome.clear();
    const answer = await clock.move(toMs);
    if (!answer.ok) {
      return outcome.refuse(answer.status === 409 ? onlyAhead : `时钟没有动：${refusalOf(answer)}`);
    }
    outcome.say(`走到了 ${minuteTime(toMs)}`);
    address.note({ clockMs: toMs });
    phones.comeBack();
    await wechat.refresh();
  };
  const moves = moveButtons((to) => void moveTo(to(clock.nowMs ?? 0)));
  const later = makeInput('datetime-local');
  const form = makeForm(
    () => {
      const toMs = instantOf(later.value);
      if (toMs === undefined) outcome.refuse('先选一个时间');
      else void moveTo(toMs);
    },
    makeField('走到', later, makeSubmit('出发')),
  );
  const fired = firedCard(context);
  const snapshots = snapshotsCard(context);
  const element = make(
    'div',
    'section',
    makeCard('时钟（上海时间）', date, time, make('div', 'buttons four', ...moves), form, outcome.element),
    fired.element,
    snapshots.element,
  );
  return {
    element,
    show: () => {
      const { nowMs } = clock;
      const texts = nowMs === undefined ? { date: '没有时钟', time: '--:--:--' } : clockTexts(nowMs);
      setText(date, clock.isMoving ? `${texts.date} · 时间在走…` : texts.date);
      setText(time, texts.time);
      for (const button of element.querySelectorAll('button')) button.disabled = clock.isMoving;
      const isPast = (instantOf(later.value) ?? 0) <= (nowMs ?? 0);
      if (nowMs !== undefined && isPast) setValue(later, localInputValue(nowMs + hourMs));
      fired.show();
      snapshots.show();
    },
  };
}

const moveButtons = (move: (to: (nowMs: number) => number) => void): HTMLButtonElement[] => [
  makeAction('+1 小时', () => move((nowMs) => nowMs + hourMs)),
  makeAction('+1 天', () => move(nextDay)),
  makeAction('+1 周', () => move((nowMs) => nowMs + weekMs)),
  makeAction('下周一 00:00', () => move(nextMonday)),
];

/** What the last move brought about, in order. */
function firedCard({ clock }: PanelContext): SectionView {
  const list = new List<FiredRow>(
    '上次走动触发的',
    '路上没有到期的事。',
    ({ key }) => key,
    ({ atMs, function: name, trigger, isAnswered }) => ({
      element: make(
        'li',
        'line',
        make('time', 'weak', shortTime(atMs)),
        make('span', 'row-text', make('span', 'code', `${name} · ${trigger}`)),
        ...(isAnswered ? [] : [badChip('没有成功')]),
      ),
    }),
  );
  const more = make('p', 'hint');
  const element = makeCard('上次走动触发的', list.element, more);
  return {
    element,
    show: () => {
      const { fired } = clock;
      element.hidden = fired === undefined;
      const rows = (fired ?? []).map((each, index) => ({
        ...each,
        key: `${index} ${each.atMs} ${each.function} ${each.trigger}`,
      }));
      list.show(rows.slice(-maxFiredShown));
      more.hidden = rows.length <= maxFiredShown;
      setText(more, `共 ${rows.length} 次，这里是最后 ${maxFiredShown} 次`);
    },
  };
}

function badChip(text: string): HTMLElement {
  const chip = make('span', 'chip', text);
  chip.dataset['kind'] = 'bad';
  return chip;
}
