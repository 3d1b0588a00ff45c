import { noticesCopy } from '../../../copy/notices';
import type { Notice, Notices } from '../../../services/notices';
import { dayNameOf, shanghaiDayOf, shanghaiTimeOf, withCommas } from '../../../utils/format';

/** How a kind is drawn; a kind without a drawing does not compile. */
const pictures: Readonly<Record<Notice['kind'], { readonly icon: string; readonly hue: string }>> = {
  welcome: { icon: 'gift', hue: 'sun' },
  admission_rejected: { icon: 'info', hue: 'lake' },
  admission_asked_again: { icon: 'pen', hue: 'lake' },
  nickname_refused: { icon: 'info', hue: 'ember' },
  picture_refused: { icon: 'info', hue: 'ember' },
  challenge_lost: { icon: 'flag', hue: 'lake' },
  order_shipped: { icon: 'parcel', hue: 'brand' },
  order_refunded: { icon: 'parcel', hue: 'lake' },
};

export function rowsOf(notices: readonly Notice[], nowMs: number) {
  const today = shanghaiDayOf(nowMs);
  return notices.map(({ noticeId, kind, title, text, linkPath, atMs, isRead }) => {
    const day = shanghaiDayOf(atMs);
    const when = `${day === today ? noticesCopy.today : dayNameOf(day, today)} ${shanghaiTimeOf(atMs)}`;
    return { noticeId, ...pictures[kind], title, text, linkPath, when, isRead };
  });
}

export type Row = ReturnType<typeof rowsOf>[number];

/** What may still be sent to the member's WeChat; null where nothing is. */
export const messagesOf = (messages: Notices['messages']) =>
  messages && {
    templateId: messages.templateId,
    left: messages.left > 0 ? noticesCopy.left(withCommas(messages.left)) : noticesCopy.noneLeft,
  };
