import { answer, textOf, type Area, type Options } from './answer';

/** Small things of the phone itself. */
export function deviceArea(showToast: (options: Options) => void): Area {
  let clipboard = '';
  return {
    vibrateShort: (options?: Options) => answer('vibrateShort', options, () => undefined),
    vibrateLong: (options?: Options) => answer('vibrateLong', options, () => undefined),
    setClipboardData: (options: Options) =>
      answer('setClipboardData', options, async () => {
        clipboard = textOf(options['data']);
        await navigator.clipboard?.writeText(clipboard).catch(() => undefined);
        showToast({ title: '内容已复制', icon: 'none' });
      }),
    getClipboardData: (options?: Options) => answer('getClipboardData', options, () => ({ data: clipboard })),
  };
}
