import type { BuiltApp } from '../../model';
import { hostOf, type Caller } from '../framework';
import { queriedNode } from '../nodes';
import type { Phone } from '../phone';
import { refuse } from '../refuse';
import type { Router } from '../router';
import type { TabBar } from '../tab-bar';
import type { ThemeSource } from '../theme';
import { createAnimation } from './animation';
import type { Options } from './answer';
import { chooseArea } from './choose';
import { cloudArea } from './cloud';
import { deviceArea } from './device';
import { dialogsArea } from './dialogs';
import { PageIntersectionObserver, type IntersectionOptions } from './intersection';
import type { Lifecycle } from './lifecycle';
import { pageArea } from './page-area';
import { picturesArea } from './pictures';
import { requestArea } from './request';
import { routesArea } from './routes';
import { SelectorQuery } from './selector-query';
import { storageArea } from './storage';
import { systemArea } from './system';
import { tabBarArea } from './tab-bar-area';
import { themeChangeArea } from './theme-change';
import { toastArea } from './toast';

export interface LaunchOptions {
  path: string;
  query: Record<string, string>;
  scene: number;
  referrerInfo: object;
}

export interface WxParts {
  built: BuiltApp;
  openid: string;
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

/** Makes `wx`: what is there works, and what is not says so by name when it is called. */
export function createWx({
  built,
  openid,
  phone,
  theme,
  router,
  tabBar,
  launch,
  lifecycle,
}: WxParts): Record<string, unknown> {
  const toast = toastArea(phone.overlay);
  const showToast = toast['showToast'] as (options: Options) => unknown;
  const cloud = loud('wx.cloud', cloudArea(openid));
  const canIUse = (schema: string): boolean => {
    const [name = '', member] = schema.split('.');
    return name === 'cloud' && member !== undefined ? member in cloud : name in available;
  };
  const available: Record<string, unknown> = {
    ...storageArea(openid),
    ...toast,
    ...dialogsArea(phone.overlay),
    ...deviceArea((options) => void showToast(options)),
    ...routesArea(router),
    ...systemArea(built, theme, router),
    ...pageArea(router, phone),
    ...themeChangeArea(theme),
    ...lifecycle.area(),
    ...chooseArea(),
    ...picturesArea(phone.overlay),
    ...requestArea(),
    ...tabBarArea(tabBar),
    cloud,
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
