import { answer, textOf, type Area, type Options } from './answer';

/** Storage of one person: another openid on the same machine sees nothing of it. */
export function storageArea(openid: string): Area {
  const store = window.localStorage;
  const prefix = `preview:${openid}:`;
  const keys = () =>
    Array.from({ length: store.length }, (_, index) => store.key(index) ?? '')
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length));
  const read = (key: string): unknown => {
    const text = store.getItem(prefix + key);
    return text === null ? '' : (JSON.parse(text) as { data: unknown }).data;
  };
  const write = (key: string, data: unknown) => store.setItem(prefix + key, JSON.stringify({ data }));
  const remove = (key: string) => store.removeItem(prefix + key);
  const clear = () => keys().forEach(remove);
  const info = () => ({ keys: keys(), currentSize: 1, limitSize: 10240 });
  const keyOf = (options: Options) => textOf(options['key']);
  return {
    getStorageSync: read,
    setStorageSync: write,
    removeStorageSync: remove,
    clearStorageSync: clear,
    getStorageInfoSync: info,
    getStorage: (options: Options) =>
      answer('getStorage', options, () => {
        if (!keys().includes(keyOf(options))) throw new Error('data not found');
        return { data: read(keyOf(options)) };
      }),
    setStorage: (options: Options) =>
      answer('setStorage', options, () => write(keyOf(options), options['data'])),
    removeStorage: (options: Options) => answer('removeStorage', options, () => remove(keyOf(options))),
    clearStorage: (options?: Options) => answer('clearStorage', options, clear),
    getStorageInfo: (options?: Options) => answer('getStorageInfo', options, info),
  };
}
