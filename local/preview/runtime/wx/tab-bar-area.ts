import type { TabBar } from '../tab-bar';
import { answer, textOf, type Area, type Options } from './answer';

export function tabBarArea(bar: TabBar | undefined): Area {
  const badge = (name: string, text: (options: Options) => string | undefined) => ({
    [name]: (options: Options) =>
      answer(name, options, () => {
        if (!bar) throw new Error('there is no tab bar');
        bar.setBadge(Number(options['index']), text(options));
      }),
  });
  const visible = (name: string, shown: boolean) => ({
    [name]: (options?: Options) => answer(name, options, () => bar?.setVisible(shown)),
  });
  return {
    // WeChat cuts what is longer than four characters.
    ...badge('setTabBarBadge', (options) => textOf(options['text']).slice(0, 4)),
    ...badge('removeTabBarBadge', () => undefined),
    ...badge('showTabBarRedDot', () => ''),
    ...badge('hideTabBarRedDot', () => undefined),
    ...visible('showTabBar', true),
    ...visible('hideTabBar', false),
  };
}
