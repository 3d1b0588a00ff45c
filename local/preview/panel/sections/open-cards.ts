import type { Card } from '../../../wechat/state';
import { openedFromCard, openedFromGroupCard, pageOf, pageProblem } from '../../address';
import { Choice, Outcome, makeCard, makeSmall } from '../controls';
import type { PanelContext, SectionView } from '../context';
import { make } from '../dom';
import { afresh } from '../panel-address';
import { List, type Row } from '../list';
import { shortTime } from '../clock';

/** Cards that members have sent, newest first. */
export function cardsCard(context: PanelContext): SectionView {
  const outcome = new Outcome();
  const list = new List<Card>(
    '收到的卡片',
    '还没有人发过卡片。在手机里点转发，卡片就到这里。',
    ({ id }) => id,
    (card) => cardRow(context, card, outcome),
  );
  return {
    element: makeCard('发出的卡片', list.element, outcome.element),
    show: () => list.show([...(context.wechat.state?.cards ?? [])].reverse()),
  };
}

/** A card among all cards: a person's is opened as that person, a group's as whoever one likes. */
function cardRow(context: PanelContext, card: Card, outcome: Outcome): Row<Card> {
  const { people } = context;
  if ('openid' in card.to) {
    const { openid } = card.to;
    const button = makeSmall(`以${people.nameOf(openid)}打开`, () =>
      openCard(context, card, openid, outcome),
    );
    return { element: make('li', 'row', ...faceOf(context, card), make('div', 'row-actions', button)) };
  }
  const who = new Choice('以谁打开');
  const button = makeSmall('打开', () => openCard(context, card, who.value, outcome));
  const actions = make('div', 'row-actions', who.element, button);
  const show = () => {
    const all = people.all(context.address.state.phones.map(({ openid }) => openid));
    who.show(all.map(({ openid, label }) => ({ value: openid, text: `以${label}` })));
  };
  return { element: make('li', 'row', ...faceOf(context, card), actions), show };
}

/** As its receiver does: a change of person, unless that person holds the phone already. */
export function openCard(context: PanelContext, card: Card, openid: string, outcome: Outcome): void {
  const page = pageOf(card.path);
  const problem = pageProblem(page);
  if (problem !== undefined) return outcome.refuse(problem);
  outcome.clear();
  const taken = openid === context.address.phone.openid ? {} : afresh(openid);
  const opened =
    'opengid' in card.to
      ? { scene: openedFromGroupCard, group: card.to.opengid }
      : { scene: openedFromCard, group: undefined };
  context.open({ ...taken, ...opened, page });
}

/** Picture and words of a card. */
export function faceOf({ people }: PanelContext, card: Card): HTMLElement[] {
  const to = 'opengid' in card.to ? people.groupName(card.to.opengid) : people.nameOf(card.to.openid);
  const text = make(
    'div',
    'row-text',
    make('b', '', card.title),
    make('small', '', `${people.nameOf(card.fromOpenid)} → ${to} · ${shortTime(card.sentAtMs)}`),
    make('small', 'code', card.path === '' ? '首页' : card.path),
  );
  return /^(https?:|data:image\/|blob:|\/)/.test(card.imageUrl) ? [picture(card.imageUrl), text] : [text];
}

function picture(url: string): HTMLImageElement {
  const image = make('img', 'row-picture');
  image.alt = '';
  image.src = url;
  // The file may have been of another session of the phone.
  image.addEventListener('error', () => image.remove());
  return image;
}
