import { make } from '../dom';
import type { OpenType } from '../open-types';
import type { Router } from '../router';
import { openSheet, sheetCancel, sheetTitle } from '../sheet';
import { parseUrl } from '../url';

/** `<button open-type="contact">`: the conversation itself is WeChat's; the mini program hears of the return. */
export function contactButton(overlay: HTMLElement, router: Router, nameOf: () => Promise<string>): OpenType {
  return (button) => {
    const top = router.top;
    const here = top ? `${top.path}${top.setup.search}` : '';
    const { path, query } = parseUrl(button.text('sendMessagePath') || here);
    void nameOf().then((name) => {
      const back = () => {
        close();
        button.emit('contact', { path, query });
      };
      const close = openSheet(
        overlay,
        '客服消息',
        back,
        sheetTitle('客服消息'),
        make('p', 'phone-explanation', `你正在和“${name}”的客服会话里。`),
        sheetCancel(back, '返回小程序'),
      );
    });
  };
}
