import { make, makeButton } from '../dom';
import type { NicknameOffer } from '../nickname';
import type { WeChatServers } from '../wechat-servers';
import type { Privacy } from './privacy';

/** For `<input type="nickname">`, above the keyboard. Without consent such a field is a plain one. */
export function nicknameOffer(
  overlay: HTMLElement,
  wechat: WeChatServers,
  openid: string,
  privacy: Privacy,
): NicknameOffer {
  return (take) => {
    if (!privacy.isGiven) return () => undefined;
    const strip = make('div', 'phone-nickname');
    wechat.about().then(
      ({ persons }) => {
        const nickname = persons.find((person) => person.openid === openid)?.label;
        if (nickname === undefined) return;
        const use = makeButton('phone-nickname-use', '', () => take(nickname), `用微信昵称“${nickname}”`);
        // The field keeps the focus.
        use.addEventListener('pointerdown', (event) => event.preventDefault());
        strip.append(use);
      },
      () => undefined,
    );
    overlay.append(strip);
    return () => strip.remove();
  };
}
