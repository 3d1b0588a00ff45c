import { Outcome, makeForm, makeInput, makeSmall } from '../controls';
import type { PanelContext } from '../context';
import { shortTime } from '../clock';
import { make, setText } from '../dom';
import type { Row } from '../list';
import { fenOf, yuan } from '../money-text';
import { refusalOf } from '../server';
import type { ShownOrder } from './money-bills';

/** One order, and what a merchant can do about it by hand. */
export function orderRow({ people, wechat }: PanelContext, first: ShownOrder): Row<ShownOrder> {
  const { outTradeNo, openid, title, totalFen } = first;
  const outcome = new Outcome();
  const chip = make('span', 'chip');
  const detail = make('small');
  let leftFen = 0;
  const part = makeInput('text', '全部');
  part.inputMode = 'decimal';
  part.setAttribute('aria-label', '退多少元');

  const refund = async () => {
    const text = part.value.trim();
    const refundFen = text === '' ? undefined : fenOf(text);
    if (text !== '' && refundFen === undefined) return outcome.refuse('退多少元，例如 9.90；不写就全退');
    if (refundFen !== undefined && refundFen > leftFen) return outcome.refuse(`最多还能退 ${yuan(leftFen)}`);
    const ask = { outTradeNo, ...(refundFen === undefined ? {} : { refundFen }) };
    const answer = await wechat.ask('refund', ask);
    if (!answer.ok) return outcome.refuse(`没有退成：${refusalOf(answer)}`);
    part.value = '';
    outcome.say('退好了');
  };
  const notify = async () => {
    const answer = await wechat.ask('notify', { outTradeNo });
    if (answer.ok) outcome.say('通知又送了一次');
    else outcome.refuse(`没有送成：${refusalOf(answer)}`);
  };
  const again = makeSmall('再送通知', () => void notify());
  const back = makeSmall('退款', () => void refund());
  const refunding = makeForm(() => void refund(), make('span', 'weak', '¥'), part, back, again);
  refunding.classList.add('line');
  const element = make(
    'li',
    'order',
    make(
      'div',
      'row',
      make('div', 'row-text', make('b', '', title), detail, make('small', 'code', outTradeNo)),
      make('div', 'row-end', make('b', 'amount', yuan(totalFen)), chip),
    ),
    refunding,
    outcome.element,
  );
  const show = ({ state: [text, kind], paidAtMs, refundedFen }: ShownOrder) => {
    setText(chip, text);
    chip.dataset['kind'] = kind;
    leftFen = totalFen - refundedFen;
    const paid = paidAtMs === null ? '' : ` · ${shortTime(paidAtMs)}`;
    setText(
      detail,
      `${people.nameOf(openid)}${paid}${refundedFen === 0 ? '' : ` · 已退 ${yuan(refundedFen)}`}`,
    );
    refunding.hidden = paidAtMs === null;
    part.disabled = leftFen === 0;
    back.disabled = leftFen === 0;
  };
  return { element, show };
}
