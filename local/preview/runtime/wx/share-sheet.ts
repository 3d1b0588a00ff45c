import type { About, CardReceiver, PhoneCalls } from '../../../wechat/http/line';
import { make } from '../dom';
import { openSheet, sheetCancel, sheetItem, sheetTitle } from '../sheet';

export type ShareCard = Omit<PhoneCalls['sendCard']['ask'], 'to'>;

function drawCard(name: string, { title, imageUrl }: ShareCard): HTMLElement {
  const picture = make('img', 'phone-card-picture');
  picture.alt = '';
  picture.src = imageUrl;
  return make(
    'div',
    'phone-card',
    make('p', 'phone-card-name', name),
    make('p', 'phone-card-title', title || name),
    ...(imageUrl === '' ? [] : [picture]),
    make('p', 'phone-card-foot', '小程序'),
  );
}

/** The card as WeChat draws it, and to whom it can go. What WeChat refuses is said there, and the sheet stays. */
export function openShareSheet(
  overlay: HTMLElement,
  { name, persons, groups }: About,
  card: ShareCard,
  send: (to: CardReceiver) => Promise<void>,
  from: string,
): void {
  const problem = make('p', 'phone-problem');
  problem.setAttribute('role', 'alert');
  const sendTo = (to: CardReceiver) => () => {
    problem.textContent = '';
    receivers.inert = true;
    send(to).then(
      () => close(),
      ({ message }: Error) => {
        receivers.inert = false;
        problem.textContent = `没有发出去：${message}`;
      },
    );
  };
  const others = persons.filter(({ openid }) => openid !== from);
  const receivers = make(
    'div',
    'phone-sheet-list',
    ...groups.map((group) => sheetItem(group.name, sendTo({ opengid: group.opengid }), '群聊')),
    ...others.map((person) => sheetItem(person.label, sendTo({ openid: person.openid }))),
  );
  const close = openSheet(
    overlay,
    '转发给朋友',
    () => close(),
    sheetTitle('转发给朋友'),
    drawCard(name, card),
    problem,
    receivers,
    sheetCancel(() => close()),
  );
}
