import { makeCard } from '../controls';
import type { PanelContext, SectionView } from '../context';
import { make, setText } from '../dom';
import { List, type Row } from '../list';
import { shortTime } from '../clock';
import { choiceSegments } from './choice-segments';
import { noticesOf, ordersOf, type ShownNotice, type ShownOrder } from './money-bills';
import { orderRow } from './money-order';

export function moneySection(context: PanelContext): SectionView {
  const { wechat } = context;
  const subscribe = choiceSegments(context, 'subscribe', '订阅', [
    { value: 'ask', text: '在手机里问' },
    { value: 'accept', text: '同意' },
    { value: 'reject', text: '拒绝' },
  ]);
  const pay = choiceSegments(context, 'pay', '付款', [
    { value: 'ask', text: '在手机里问' },
    { value: 'pay', text: '付' },
    { value: 'cancel', text: '取消' },
  ]);
  const notice = choiceSegments(context, 'notice', '付款通知', [
    { value: 'once', text: '送一次' },
    { value: 'twice', text: '送两次' },
    { value: 'lost', text: '丢失' },
  ]);
  const orders = new List<ShownOrder>(
    '订单',
    '还没有订单。',
    ({ outTradeNo }) => outTradeNo,
    (order) => orderRow(context, order),
  );
  const notices = new List<ShownNotice>('通知', '还没有通知。', ({ id }) => id, noticeRow);
  const cards = [makeCard('订单', orders.element), makeCard('通知', notices.element)];
  return {
    element: make(
      'div',
      'section',
      makeCard('这台手机怎么回答', subscribe.element, pay.element, notice.element),
      ...cards,
    ),
    show: () => {
      for (const each of [subscribe, pay, notice]) each.show();
      const hasMoney = wechat.about?.hasCashier === true || wechat.about?.hasVirtualPayment === true;
      for (const each of [pay.element, notice.element, ...cards]) each.hidden = !hasMoney;
      orders.show(wechat.state ? ordersOf(wechat.state) : []);
      notices.show(wechat.state ? noticesOf(wechat.state) : []);
    },
  };
}

function noticeRow({ title, of }: ShownNotice): Row<ShownNotice> {
  const chip = make('span', 'chip');
  const detail = make('small');
  const text = make('div', 'row-text', make('b', '', title), make('small', 'code', of), detail);
  return {
    element: make('li', 'row', text, chip),
    show: ({ state: [state, kind], attempts, dueAtMs }) => {
      setText(chip, state);
      chip.dataset['kind'] = kind;
      setText(detail, `送过 ${attempts} 次${kind === 'told' ? ` · 下次 ${shortTime(dueAtMs)}` : ''}`);
    },
  };
}
