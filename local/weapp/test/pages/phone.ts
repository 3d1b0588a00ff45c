import type { Definition } from '../simulation';
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

/** `wx` on this phone. A page that does not exist, or is no tab where one must be, is a mistake. */
export function wxOf(around: Around): Definition {
  const go = (name: string, toTab: boolean) => ({
    [name]: (options: Callbacks & { url: string }) => {
      const target = options.url.replace(/^\//, '').replace(/\?.*/, '');
      if (!around.routes.includes(target) || around.tabs.includes(target) !== toTab)
        throw new Error(`${name} cannot go to ${options.url}`);
      around.phone.routes.push(`${name} ${options.url}`);
      return answered(options, {});
    },
  });
  return {
    cloud: { callFunction: (options: { name: string; data: unknown }) => around.cloud.callFunction(options) },
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
    // It cannot.
    vibrateShort: () => Promise.reject(new Error('vibrateShort:fail')),
    getAccountInfoSync: () => ({ miniProgram: { version: '1.2.3' } }),
    getUpdateManager: () => ({
      onCheckForUpdate: (tell: (result: object) => void) => tell({ hasUpdate: false }),
      onUpdateReady: () => undefined,
      onUpdateFailed: () => undefined,
    }),
    ...go('navigateTo', false),
    ...go('redirectTo', false),
    ...go('switchTab', true),
  };
}
