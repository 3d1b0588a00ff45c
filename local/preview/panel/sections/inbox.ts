import type { Card, InboxMessage } from '../../../wechat/state';
import { openedFromMessage, pageOf, pageProblem } from '../../address';
import { Outcome, makeCard, makeSmall } from '../controls';
import type { PanelContext, SectionView } from '../context';
import { make, setText } from '../dom';
import { List } from '../list';
import { shortTime } from '../clock';
import { faceOf, openCard } from './open-cards';

interface Accepted {
  readonly id: string;
  readonly title: string;
  readonly left: number;
}

/** What the chosen phone's person finds in WeChat. */
export function inboxSection(context: PanelContext): SectionView {
  const { address, people, wechat, open } = context;
  const outcome = new Outcome();
  const whose = make('p', 'hint');
  const openMessage = (message: InboxMessage) => {
    const page = pageOf(message.page ?? '');
    const problem = pageProblem(page);
    if (problem !== undefined) return outcome.refuse(problem);
    outcome.clear();
    open({ scene: openedFromMessage, group: undefined, page });
  };
  const messages = new List<{ key: string; message: InboxMessage }>(
    '服务通知',
    '还没有消息。先在手机里同意订阅，再等小程序发来。',
    ({ key }) => key,
    ({ message }) => ({ element: messageRow(message, () => openMessage(message)) }),
  );
  const accepts = new List<Accepted>('还能发几条', '没有消息模板。', ({ id }) => id, acceptedRow);
  const cards = new List<Card>(
    '收到的卡片',
    '还没有收到卡片。',
    ({ id }) => id,
    (card) => {
      const button = makeSmall('打开', () => openCard(context, card, address.phone.openid, outcome));
      return { element: make('li', 'row', ...faceOf(context, card), make('div', 'row-actions', button)) };
    },
  );
  const element = make(
    'div',
    'section',
    whose,
    makeCard('服务通知', messages.element, outcome.element),
    makeCard('同意过，还能发几条', accepts.element),
    makeCard('收到的卡片', cards.element),
  );
  return {
    element,
    show: () => {
      const { openid } = address.phone;
      const { state, about } = wechat;
      setText(whose, `${people.nameOf(openid)}在微信里看到的`);
      messages.show(messagesOf(state?.inbox ?? [], openid));
      accepts.show(
        (about?.templates ?? []).map(({ id, title }) => ({
          id,
          title,
          left: state?.accepts.find((each) => each.openid === openid && each.templateId === id)?.left ?? 0,
        })),
      );
      const isGone = (opengid: string) =>
        state?.departures.some((gone) => gone.openid === openid && gone.opengid === opengid) ?? false;
      const isMine = ({ to }: Card) => ('openid' in to ? to.openid === openid : !isGone(to.opengid));
      cards.show((state?.cards ?? []).filter(isMine).reverse());
    },
  };
}

/** Newest first; a message has no number, but those of one person only grow more. */
const messagesOf = (inbox: readonly InboxMessage[], openid: string) =>
  inbox
    .filter((message) => message.openid === openid)
    .map((message, index) => ({ key: `${openid} ${index} ${message.sentAtMs}`, message }))
    .reverse();

function messageRow({ title, values, page, sentAtMs }: InboxMessage, onOpen: () => void): HTMLElement {
  const lines = Object.entries(values).map(([key, value]) =>
    make('div', 'pair', make('dt', 'code', key), make('dd', '', value)),
  );
  return make(
    'li',
    'message',
    make('header', '', make('b', '', title), make('small', '', shortTime(sentAtMs))),
    make('dl', 'pairs', ...lines),
    make(
      'footer',
      '',
      make('small', 'code', page === null || page === '' ? '首页' : page),
      makeSmall('打开', onOpen),
    ),
  );
}

function acceptedRow({ title }: Accepted) {
  const left = make('span', 'chip');
  return {
    element: make('li', 'row', make('span', 'row-text', title), left),
    show: (accepted: Accepted) => {
      setText(left, `${accepted.left} 条`);
      left.dataset['kind'] = accepted.left > 0 ? 'good' : 'usual';
    },
  };
}
