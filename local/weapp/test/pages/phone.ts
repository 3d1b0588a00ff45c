import type { Definition } from '../simulation';
import { canvas, selectorQuery } from './canvas';
import type { Cloud } from './cloud';

/** One phone, new for each test: what the pages did to it, and how its person answers. */
export class Phone {
  readonly toasts: string[] = [];
  /** Call and address, for example `switchTab /pages/home/index`. */
  readonly routes: string[] = [];
  /** Questions that were laid over a page. */
  readonly questions: string[] = [];
  /** Whether the person says yes to them. */
  confirms = true;
  clipboard = '';
  /** Files that were saved to the album. */
  readonly album: string[] = [];
  /** What comes of the next attempt to save: WeChat's own words, or nothing where it is allowed. */
  albumRefuses = '';
  /** Whether the person allows the album when the settings are opened. */
  allowsInSettings = false;
  settingsOpened = 0;
  /** What the person says to a message of the community's. */
  subscription: 'accept' | 'reject' | 'switchedOff' = 'accept';
  /** Files of the cloud that do not come. */
  readonly lostFiles = new Set<string>();
  refreshesEnded = 0;
  readonly storage = new Map<string, unknown>();
}

export interface Around {
  readonly phone: Phone;
  readonly cloud: Cloud;
  readonly routes: readonly string[];
  readonly tabs: readonly string[];
}

interface Callbacks {
  success?(result: object): void;
  complete?(result: object): void;
}

/** Answers through the callbacks when there are some, else by a promise. */
async function answered<Result extends object>(options: Callbacks, result: Result): Promise<Result> {
  await Promise.resolve();
  options.success?.(result);
  options.complete?.(result);
  return result;
}

const failed = (errMsg: string, more: object = {}) =>
  Promise.reject(Object.assign(new Error(errMsg), { errMsg, ...more }));

/** Pictures: the cloud's, the package's, drawn ones, and the album. */
function picturesOf(around: Around): Definition {
  return {
    createSelectorQuery: selectorQuery,
    getImageInfo: ({ src }: { src: string }) => answered({}, { path: src.replace(/^\//, '') }),
    canvasToTempFilePath: ({ destWidth }: { destWidth: number }) =>
      answered({}, { tempFilePath: `wxfile://drawn-${canvas.width}-${destWidth}.png` }),
    saveImageToPhotosAlbum({ filePath }: { filePath: string }) {
      if (around.phone.albumRefuses)
        return failed(`saveImageToPhotosAlbum:fail ${around.phone.albumRefuses}`);
      around.phone.album.push(filePath);
      return answered({}, {});
    },
    openSetting() {
      around.phone.settingsOpened += 1;
      if (around.phone.allowsInSettings) around.phone.albumRefuses = '';
      return answered({}, { authSetting: { 'scope.writePhotosAlbum': around.phone.allowsInSettings } });
    },
  };
}

/** `wx` on this phone. A page that does not exist, or is no tab where one must be, is a mistake. */
export function wxOf(around: Around): Definition {
  /** @param toTab Whether it goes to tabs; left out where it goes to all pages. */
  const go = (name: string, toTab?: boolean) => ({
    [name]: (options: Callbacks & { url: string }) => {
      const target = options.url.replace(/^\//, '').replace(/\?.*/, '');
      const fits = toTab === undefined || around.tabs.includes(target) === toTab;
      if (!around.routes.includes(target) || !fits) throw new Error(`${name} cannot go to ${options.url}`);
      around.phone.routes.push(`${name} ${options.url}`);
      return answered(options, {});
    },
  });
  return {
    ...picturesOf(around),
    cloud: {
      callFunction: (options: { name: string; data: unknown }) => around.cloud.callFunction(options),
      downloadFile: ({ fileID }: { fileID: string }) =>
        around.phone.lostFiles.has(fileID)
          ? failed('cloud.downloadFile:fail')
          : answered({}, { tempFilePath: `wxfile://${fileID.replace(/\W+/g, '-')}` }),
    },
    requestSubscribeMessage: ({ tmplIds }: { tmplIds: string[] }) =>
      around.phone.subscription === 'switchedOff'
        ? failed('requestSubscribeMessage:fail', { errCode: 20004 })
        : answered({}, Object.fromEntries(tmplIds.map((id) => [id, around.phone.subscription]))),
    getStorageSync: (key: string) => around.phone.storage.get(key) ?? '',
    setStorageSync: (key: string, value: unknown) => void around.phone.storage.set(key, value),
    removeStorageSync: (key: string) => void around.phone.storage.delete(key),
    clearStorageSync: () => around.phone.storage.clear(),
    showToast(options: Callbacks & { title: string }) {
      around.phone.toasts.push(options.title);
      return answered(options, {});
    },
    showModal(options: Callbacks & { content: string }) {
      around.phone.questions.push(options.content);
      return answered(options, { confirm: around.phone.confirms, cancel: !around.phone.confirms });
    },
    setClipboardData(options: Callbacks & { data: string }) {
      around.phone.clipboard = options.data;
      return answered(options, {});
    },
    stopPullDownRefresh(options: Callbacks = {}) {
      around.phone.refreshesEnded += 1;
      return answered(options, {});
    },
    getEnterOptionsSync: () => ({ scene: 1001 }),
    getPrivacySetting: (options: Callbacks) => answered(options, { needAuthorization: true }),
    // It cannot.
    vibrateShort: () => Promise.reject(new Error('vibrateShort:fail')),
    getAccountInfoSync: () => ({ miniProgram: { version: '1.2.3' } }),
    getUpdateManager: () => ({
      onCheckForUpdate: (tell: (result: object) => void) => tell({ hasUpdate: false }),
      onUpdateReady: () => undefined,
      onUpdateFailed: () => undefined,
    }),
    ...go('navigateTo', false),
    navigateBack(options: Callbacks & { delta?: number } = {}) {
      around.phone.routes.push(`navigateBack ${options.delta ?? 1}`);
      return answered(options, {});
    },
    ...go('redirectTo', false),
    ...go('switchTab', true),
    ...go('reLaunch'),
  };
}
