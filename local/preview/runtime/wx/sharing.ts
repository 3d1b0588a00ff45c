import type { CardReceiver } from '../../../wechat/http/line';
import { cardPicture } from './card-picture';
import type { PageView } from '../page';
import type { Panel } from '../panel';
import type { Person } from '../person';
import { refuse } from '../refuse';
import type { Router } from '../router';
import { openShareSheet, type ShareCard } from './share-sheet';
import { openSheet, sheetCancel, sheetItem } from '../sheet';
import type { WeChatServers } from '../wechat-servers';
import { answer, textOf, type Area, type Options } from './answer';

/** As documented: what a page has not said by then stays as it was. */
const promisedWithinMs = 3_000;

/** The button that was tapped, as `onShareAppMessage` sees it. */
export interface ShareTarget {
  id: string;
  dataset: Record<string, unknown>;
}

export interface SharingParts {
  overlay: HTMLElement;
  router: Router;
  wechat: WeChatServers;
  person: Person;
  panel: Panel;
  showToast: (title: string) => void;
}

/** Cards that are sent to members and into groups. The mini program is not told whether one was. */
export class Sharing {
  private readonly withoutMenu = new WeakSet<PageView>();

  constructor(private readonly parts: SharingParts) {}

  /** What the three dots open. */
  readonly openMenu = (): void => {
    const { overlay, router } = this.parts;
    const page = router.top;
    if (!page) return;
    const choose = (act: () => void) => () => {
      close();
      act();
    };
    const reason = this.whyNot(page);
    const share = sheetItem(
      '转发给朋友',
      choose(() => void this.share('menu')),
      reason,
    );
    share.disabled = reason !== '';
    const close = openSheet(
      overlay,
      '菜单',
      () => close(),
      share,
      sheetItem(
        '重新进入小程序',
        choose(() => location.replace(location.href.split('#', 1)[0] ?? location.href)),
      ),
      sheetCancel(() => close()),
    );
  };

  /** Without `onShareAppMessage` a button shares nothing, as documented. */
  async share(from: 'menu' | 'button', target?: ShareTarget): Promise<void> {
    const { overlay, router, wechat, person, showToast } = this.parts;
    const page = router.top;
    if (!page || typeof page.caller['onShareAppMessage'] !== 'function') return;
    try {
      const [about, card] = await Promise.all([wechat.about(), this.cardOf(page, from, target)]);
      const send = (to: CardReceiver) => this.send({ ...card, title: card.title || about.name }, to);
      openShareSheet(overlay, about, card, send, person.state.openid);
    } catch (error) {
      console.info(error);
      showToast('现在发不出去');
    }
  }

  area(): Area {
    return {
      showShareMenu: (options: Options = {}) =>
        answer('showShareMenu', options, () => {
          const { menus } = options;
          if (Array.isArray(menus) && menus.some((menu) => menu !== 'shareAppMessage'))
            refuse(`the menu ${menus.map((menu) => textOf(menu)).join(', ')}`);
          if (this.parts.router.top) this.withoutMenu.delete(this.parts.router.top);
        }),
      hideShareMenu: (options?: Options) =>
        answer('hideShareMenu', options, () => {
          if (this.parts.router.top) this.withoutMenu.add(this.parts.router.top);
        }),
      updateShareMenu: (options: Options = {}) =>
        answer('updateShareMenu', options, () => {
          const more = Object.keys(options).find((name) => /^is|^activityId$|^templateInfo$/.test(name));
          if (more !== undefined) refuse(`wx.updateShareMenu's ${more}`);
        }),
    };
  }

  private whyNot(page: PageView): string {
    if (typeof page.caller['onShareAppMessage'] !== 'function') return '这个页面没有 onShareAppMessage';
    return this.withoutMenu.has(page) ? '这个页面调用了 hideShareMenu' : '';
  }

  private async cardOf(
    page: PageView,
    from: 'menu' | 'button',
    target: ShareTarget | undefined,
  ): Promise<ShareCard> {
    const said = await saidBy(page.call('onShareAppMessage', { from, target }));
    return {
      title: textOf(said.title),
      path: textOf(said.path, `${page.path}${page.setup.search}`),
      imageUrl: await cardPicture(textOf(said.imageUrl)),
    };
  }

  private async send(card: ShareCard, to: CardReceiver): Promise<void> {
    await this.parts.wechat.call('sendCard', { ...card, to });
    this.parts.panel.tell({ kind: 'wechat' });
    this.parts.showToast('已发送');
  }
}

interface Said {
  title?: unknown;
  path?: unknown;
  imageUrl?: unknown;
  promise?: unknown;
}

async function saidBy(returned: unknown): Promise<Said> {
  const said = (returned instanceof Promise ? await inTime(returned) : returned) as Said | undefined;
  if (!(said?.promise instanceof Promise)) return said ?? {};
  return ((await inTime(said.promise)) as Said | undefined) ?? said;
}

/** undefined for a promise that is too late or broken. */
function inTime(promise: Promise<unknown>): Promise<unknown> {
  const tooLate = new Promise((resolve) => setTimeout(resolve, promisedWithinMs, undefined));
  return Promise.race([promise.catch(() => undefined), tooLate]);
}
