import type { BuiltApp } from '../../model';
import {
  capsule,
  homeIndicatorHeight,
  navigationBarHeight,
  statusBarHeight,
  tabBarHeight,
} from '../geometry';
import type { Network } from '../network';
import type { Router } from '../router';
import type { ThemeSource } from '../theme';
import { answer, type Area, type Options } from './answer';

/** The version of the base library whose behaviour is followed. */
const sdkVersion = '3.8.0';

const deviceInfo = {
  brand: 'preview',
  model: 'preview',
  system: 'iOS 17.0',
  platform: 'ios',
  abi: '',
  benchmarkLevel: 1,
  memorySize: '0',
};

function windowInfo(router: Router): Record<string, unknown> {
  const { innerWidth: width, innerHeight: height } = window;
  const path = router.top?.path ?? router.entry;
  const top = router.windowOf(path).navigationStyle === 'custom' ? 0 : statusBarHeight + navigationBarHeight;
  const below = router.isTab(path) ? tabBarHeight + homeIndicatorHeight : 0;
  const bottom = height - homeIndicatorHeight;
  return {
    pixelRatio: window.devicePixelRatio,
    screenWidth: width,
    screenHeight: height,
    windowWidth: width,
    windowHeight: height - top - below,
    statusBarHeight,
    screenTop: top,
    safeArea: {
      left: 0,
      right: width,
      top: statusBarHeight,
      bottom,
      width,
      height: bottom - statusBarHeight,
    },
  };
}

function menuButton(): Record<string, number> {
  const { width, height, top } = capsule;
  const right = window.innerWidth - capsule.right;
  return { width, height, top, right, bottom: top + height, left: right - width };
}

function networkStatus({ isConnected }: Network): { isConnected: boolean; networkType: string } {
  return { isConnected, networkType: isConnected ? 'wifi' : 'none' };
}

/** Tells one listener of a change of the network, until it is taken off. */
function networkArea(network: Network): Area {
  const telling = new Map<(status: object) => void, () => void>();
  const off = (listener: (status: object) => void) => {
    const tell = telling.get(listener);
    if (!tell) return;
    window.removeEventListener('online', tell);
    window.removeEventListener('offline', tell);
    telling.delete(listener);
  };
  return {
    getNetworkType: (options?: Options) => answer('getNetworkType', options, () => networkStatus(network)),
    onNetworkStatusChange: (listener: (status: object) => void) => {
      const tell = () => listener(networkStatus(network));
      telling.set(listener, tell);
      window.addEventListener('online', tell);
      window.addEventListener('offline', tell);
    },
    offNetworkStatusChange: (listener?: (status: object) => void) =>
      listener ? off(listener) : [...telling.keys()].forEach(off),
  };
}

const updateManager = {
  onCheckForUpdate: (listener: (result: object) => void) =>
    void setTimeout(() => listener({ hasUpdate: false })),
  onUpdateReady: () => undefined,
  onUpdateFailed: () => undefined,
  applyUpdate: () => undefined,
};

/** Tells the window's new size, as when a phone is turned. */
function resizeArea(router: Router): Area {
  const telling = new Map<(result: object) => void, () => void>();
  const off = (listener: (result: object) => void) => {
    const tell = telling.get(listener);
    if (tell) window.removeEventListener('resize', tell);
    telling.delete(listener);
  };
  return {
    onWindowResize: (listener: (result: object) => void) => {
      const tell = () => {
        const { windowWidth, windowHeight } = windowInfo(router);
        listener({ size: { windowWidth, windowHeight } });
      };
      telling.set(listener, tell);
      window.addEventListener('resize', tell);
    },
    offWindowResize: (listener?: (result: object) => void) =>
      listener ? off(listener) : [...telling.keys()].forEach(off),
  };
}

/** What the phone is: the rectangles are those that the host draws. */
export function systemArea(built: BuiltApp, theme: ThemeSource, router: Router, network: Network): Area {
  const appInfo = () => ({
    SDKVersion: sdkVersion,
    version: '8.0.50',
    language: 'zh_CN',
    enableDebug: false,
    fontSizeSetting: 16,
    fontSizeScaleFactor: 1,
    host: { env: 'WeChat' },
    ...(built.config.darkmode === true ? { theme: theme.current } : {}),
  });
  const everything = () => ({ ...deviceInfo, ...appInfo(), ...windowInfo(router) });
  return {
    ...networkArea(network),
    ...resizeArea(router),
    getWindowInfo: () => windowInfo(router),
    getDeviceInfo: () => deviceInfo,
    getAppBaseInfo: appInfo,
    getSystemInfoSync: everything,
    getSystemInfo: (options?: Options) => answer('getSystemInfo', options, everything),
    getSystemInfoAsync: (options?: Options) => answer('getSystemInfoAsync', options, everything),
    getMenuButtonBoundingClientRect: menuButton,
    getAccountInfoSync: () => ({
      miniProgram: { appId: 'touristappid', envVersion: 'develop', version: '' },
    }),
    getUpdateManager: () => updateManager,
  };
}
