import type { Phone } from '../phone';
import type { Router } from '../router';
import { answer, textOf, type Area, type Options } from './answer';

/** What a page does to itself and its bar. */
export function pageArea(router: Router, phone: Phone): Area {
  const top = () => {
    const page = router.top;
    if (!page) throw new Error('no page is open');
    return page;
  };
  return {
    setNavigationBarTitle: (options: Options) =>
      answer('setNavigationBarTitle', options, () => {
        top().bar?.setTitle(textOf(options['title']));
        phone.follow(top());
      }),
    setNavigationBarColor: (options: Options) =>
      answer('setNavigationBarColor', options, () => {
        top().bar?.setColor(textOf(options['frontColor']), textOf(options['backgroundColor']));
        phone.follow(top());
      }),
    showNavigationBarLoading: (options?: Options) =>
      answer('showNavigationBarLoading', options, () => top().bar?.showLoading(true)),
    hideNavigationBarLoading: (options?: Options) =>
      answer('hideNavigationBarLoading', options, () => top().bar?.showLoading(false)),
    setBackgroundColor: (options: Options) =>
      answer('setBackgroundColor', options, () => {
        top().frame.style.background = textOf(options['backgroundColor']);
      }),
    hideKeyboard: (options?: Options) =>
      answer('hideKeyboard', options, () => (document.activeElement as HTMLElement | null)?.blur()),
    startPullDownRefresh: (options?: Options) =>
      answer('startPullDownRefresh', options, () => top().pullDown.start()),
    stopPullDownRefresh: (options?: Options) =>
      answer('stopPullDownRefresh', options, () => top().pullDown.stop()),
    pageScrollTo: (options: Options) =>
      answer('pageScrollTo', options, () => {
        const { scroller } = top();
        const selector = options['selector'];
        const target =
          typeof selector === 'string' ? top().caller._$.getShadowRoot()?.querySelector(selector) : undefined;
        const host = target?.getBackendElement() as unknown as Element | undefined;
        const from = host
          ? host.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop
          : 0;
        const offset = Number(options['offsetTop'] ?? 0);
        const to = host ? from + offset : Number(options['scrollTop'] ?? 0);
        scroller.scrollTo({ top: to, behavior: options['duration'] === 0 ? 'instant' : 'smooth' });
      }),
  };
}
