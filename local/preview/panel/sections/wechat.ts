import { makeHint } from '../controls';
import type { PanelContext, SectionView } from '../context';
import { make } from '../dom';
import { callsCard } from './wechat-calls';
import { keywordsCard } from './wechat-keywords';
import { pushCard } from './wechat-push';
import { simulatorsCard } from './wechat-simulators';

export function wechatSection(context: PanelContext): SectionView {
  const parts = [simulatorsCard(context), keywordsCard(context), pushCard(context), callsCard(context)];
  const hint = makeHint('这里扮演微信的服务器：让它失败、变慢，或者换一个说法。');
  return {
    element: make('div', 'section', hint, ...parts.map((part) => part.element)),
    show: () => {
      for (const part of parts) part.show();
    },
  };
}
