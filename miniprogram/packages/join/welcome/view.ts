import { joinWelcomeCopy } from '../../../copy/join-welcome';
import type { JoinView } from '../../../services/join';
import { withCommas } from '../../../utils/format';

/** What is drawn in /assets/join; one that is new here waves. */
const STICKERS = ['wave', 'sun', 'gift'];
const FALLBACK = 'wave';

export function viewOf({ welcome, giftPoints, community }: JoinView) {
  const { title, text, sticker, linkPath, linkText } = welcome ?? NO_WORDS;
  return {
    title: title || community.name,
    text,
    sticker: STICKERS.includes(sticker) ? sticker : FALLBACK,
    linkPath,
    linkText,
    giftPoints,
    take: giftPoints > 0 ? joinWelcomeCopy.take(withCommas(giftPoints)) : joinWelcomeCopy.takePlain,
  };
}

const NO_WORDS = { title: '', text: '', sticker: '', linkPath: '', linkText: '' };

export type WelcomeView = ReturnType<typeof viewOf>;
