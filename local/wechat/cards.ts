/**
 * Cards that members send to each other and into groups: `onShareAppMessage`, whose answer is title, path and imageUrl.
 * Taken from a published document: developers.weixin.qq.com/miniprogram/dev/reference/api/Page.html (onShareAppMessage). The
 * phone sends a card whatever is in it; that only a page of the mini program is taken is ours, and finds mistakes.
 */
import type { ClientAnswer } from './answers';
import { keepNewest, newTraceId, type Desk } from './desk';
import { serve } from './serve';
import type { Card } from './state';

const MAX_CARDS = 100;
const NOT_A_PAGE = 40097;

export type NewCard = Omit<Card, 'id' | 'sentAtMs'>;

const failed = (errCode: number, detail = ''): ClientAnswer<{ id: string }> => ({
  ok: false,
  error: { errMsg: `shareAppMessage:fail ${detail}`.trimEnd(), errCode },
});

export function sendCard(desk: Desk, card: NewCard): Promise<ClientAnswer<{ id: string }>> {
  return serve<ClientAnswer<{ id: string }>>(desk, {
    name: 'shareAppMessage',
    request: { ...card, imageUrl: card.imageUrl.slice(0, 100) },
    answer: () => send(desk, card),
    failure: failed,
    record: (answer) => ({ answer, errcode: answer.ok ? 0 : answer.error.errCode }),
  });
}

function send(desk: Desk, card: NewCard): ClientAnswer<{ id: string }> {
  if (!isPage(desk, card.path)) return failed(NOT_A_PAGE, `invalid path ${card.path}`);
  const id = newTraceId(desk);
  desk.state.cards.push({ id, ...card, sentAtMs: desk.now() });
  keepNewest(desk.state.cards, MAX_CARDS);
  return { ok: true, result: { errMsg: 'shareAppMessage:ok', id } };
}

/** With or without the slash before it; an empty one is the first page. */
function isPage(desk: Desk, path: string): boolean {
  const [page = ''] = path.replace(/^\//, '').split('?');
  return page === '' ? path === '' : desk.miniProgram.pages().includes(page);
}
