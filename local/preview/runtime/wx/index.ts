import type { BuiltApp } from '../../model';
import { hostOf, type Caller } from '../framework';
import { queriedNode } from '../nodes';
import type { LaunchOptions } from '../launch-options';
import type { Network } from '../network';
import { provideNickname } from '../nickname';
import { provideOpenTypes } from '../open-types';
import type { Panel } from '../panel';
import type { Person } from '../person';
import type { Phone } from '../phone';
import { refuse } from '../refuse';
import type { Router } from '../router';
import type { TabBar } from '../tab-bar';
import type { ThemeSource } from '../theme';
import type { WeChatServers } from '../wechat-servers';
import { accountArea } from './account';
import { AlbumPermission } from './album';
import { createAnimation } from './animation';
import type { Options } from './answer';
import { avatarButton } from './avatar';
import { chooseArea } from './choose';
import { contactButton } from './contact';
import { cloudArea } from './cloud';
import { deviceArea } from './device';
import { dialogsArea } from './dialogs';
import { PageIntersectionObserver, type IntersectionOptions } from './intersection';
import type { Lifecycle } from './lifecycle';
import { nicknameOffer } from './nickname';
import { pageArea } from './page-area';
import { paymentArea } from './payment';
import { picturesArea } from './pictures';
import { Privacy } from './privacy';
import { requestArea } from './request';
import { routesArea } from './routes';
import { scanArea } from './scan';
import { SelectorQuery } from './selector-query';
import { Sharing } from './sharing';
import { storageArea } from './storage';
import { subscribeArea } from './subscribe';
import { systemArea } from './system';
import { tabBarArea } from './tab-bar-area';
import { themeChangeArea } from './theme-change';
import { toastArea } from './toast';
import { toldAnswer } from './told';

export interface WxParts {
  built: BuiltApp;
  person: Person;
  panel: Panel;
  network: Network;
  wechat: WeChatServers;
  phone: Phone;
  theme: ThemeSource;
  router: Router;
  tabBar: TabBar | undefined;
  launch: LaunchOptions;
  lifecycle: Lifecycle;
}

/** What is looked for before another way is chosen (by Vant, by promises, by JSON) reads as absent. */
const probed = new Set(['getUserProfile', 'then', 'toJSON', 'default', '__esModule']);

/** What a missing function or value reads as: using it in any way throws. */
function missing(name: string): unknown {
  return new Proxy(function () {}, {
    apply: () => refuse(name),
    construct: () => refuse(name),
    get(at, property): unknown {
      const own = typeof property === 'symbol' || property in at;
      return own ? Reflect.get(at, property) : refuse(`${name}.${property}`);
    },
  });
}

/** `name in wx` and `wx.canIUse` answer honestly. Reading what is missing throws nothing yet: only using it does. */
function loud<Target extends object>(name: string, target: Target): Target {
  return new Proxy(target, {
    get(at, property, receiver): unknown {
      const known = typeof property === 'symbol' || property in at || probed.has(property);
      return known ? Reflect.get(at, property, receiver) : missing(`${name}.${property}`);
    },
  });
}

function videoContext(id: string, caller: Caller | undefined): unknown {
  const found = caller?._$.getShadowRoot()?.querySelector(`#${id}`);
  const host = found && hostOf(found);
  const context = host && queriedNode(host)?.context?.();
  return context ?? refuse(`wx.createVideoContext("${id}"), for which there is no film,`);
}

/** What WeChat itself does, besides what a page could do without it. */
function weChatArea(parts: WxParts, showToast: (options: Options) => void): Record<string, unknown> {
  const { built, person, panel, wechat, router, network, phone } = parts;
  const { overlay } = phone;
  const { openid } = person.state;
  const tellAnswer = toldAnswer(panel);
  const nameOf = () =>
    wechat.about().then(
      ({ name }) => name,
      () => built.config.window?.navigationBarTitleText ?? '',
    );
  const album = new AlbumPermission(overlay, person, nameOf);
  const privacy = new Privacy(overlay, person, nameOf);
  const toast = (title: string) => showToast({ title, icon: 'none' });
  const sharing = new Sharing({ overlay, router, wechat, person, panel, showToast: toast });
  phone.onMenu = sharing.openMenu;
  provideOpenTypes({
    share: ({ component: { id, dataset } }) => void sharing.share('button', { id, dataset }),
    chooseAvatar: avatarButton(overlay, openid, privacy),
    contact: contactButton(overlay, router, nameOf),
    openSetting: (button) =>
      void album.openSettings().then((settings) => button.emit('opensetting', settings)),
    agreePrivacyAuthorization: (button) => {
      if (privacy.agreeBy(button.component.id)) button.emit('agreeprivacyauthorization', {});
      else toast('地址里写着：不同意隐私指引');
    },
  });
  provideNickname(nicknameOffer(overlay, wechat, openid, privacy));
  return privacy.guarded({
    ...accountArea(wechat, person, tellAnswer),
    ...album.area(),
    ...chooseArea(),
    ...deviceArea(showToast),
    ...paymentArea({ overlay, wechat, person, panel, tellAnswer }),
    ...picturesArea(overlay, album),
    ...privacy.area(),
    ...requestArea(network, tellAnswer),
    ...scanArea({ overlay, base: built.base, wechat, tellAnswer }),
    ...sharing.area(),
    ...subscribeArea({ overlay, wechat, person, panel, tellAnswer }),
    cloud: loud('wx.cloud', cloudArea(openid, network, tellAnswer)),
  });
}

/** Makes `wx`: what is there works, and what is not says so by name when it is called. */
export function createWx(parts: WxParts): Record<string, unknown> {
  const { built, phone, theme, router, tabBar, launch, lifecycle, network, person } = parts;
  const toast = toastArea(phone.overlay);
  const showToast = toast['showToast'] as (options: Options) => unknown;
  const canIUse = (schema: string): boolean => {
    const [name = '', member] = schema.split('.');
    return name === 'cloud' && member !== undefined
      ? member in (available['cloud'] as object)
      : name in available;
  };
  const available: Record<string, unknown> = {
    ...storageArea(person.state.openid),
    ...toast,
    ...dialogsArea(phone.overlay),
    ...weChatArea(parts, (options) => void showToast(options)),
    ...routesArea(router),
    ...systemArea(built, theme, router, network),
    ...pageArea(router, phone),
    ...themeChangeArea(theme),
    ...lifecycle.area(),
    ...tabBarArea(tabBar),
    canIUse,
    createAnimation,
    createSelectorQuery: () => new SelectorQuery(router.top?.caller._$),
    createIntersectionObserver: (caller: Caller, options: IntersectionOptions = {}) =>
      new PageIntersectionObserver(caller._$, options),
    createVideoContext: (id: string, caller?: Caller) => videoContext(id, caller ?? router.top?.caller),
    getLaunchOptionsSync: () => launch,
    getEnterOptionsSync: () => launch,
    nextTick: (run: () => void) => void setTimeout(run),
  };
  return loud('wx', available);
}
