import { make } from '../dom';
import { mediaAddress } from '../media';
import { answer, textOf, type Area, type Options } from './answer';

const defaultDurationMs = 1500;

function makeToast(options: Options, icon: string): HTMLElement {
  const toast = make('div', 'phone-toast');
  toast.setAttribute('role', 'status');
  toast.dataset['icon'] = icon;
  if (icon === 'image') {
    const image = make('img', 'phone-toast-image');
    image.src = mediaAddress(textOf(options['image']));
    toast.append(image);
  } else if (icon !== 'none') toast.append(make('i', 'phone-toast-icon'));
  toast.append(make('span', 'phone-toast-title', textOf(options['title'])));
  const layer = make('div', 'phone-toast-layer', toast);
  layer.toggleAttribute('mask', options['mask'] === true);
  return layer;
}

/** Toast and loading share one place: the later takes it. */
export function toastArea(overlay: HTMLElement): Area {
  let shown: HTMLElement | undefined;
  let timer = 0;

  function hide(): void {
    window.clearTimeout(timer);
    shown?.remove();
    shown = undefined;
  }

  function show(options: Options, icon: string): void {
    hide();
    shown = makeToast(options, icon);
    overlay.append(shown);
  }

  return {
    showToast: (options: Options) =>
      answer('showToast', options, () => {
        show(options, textOf(options['image']) === '' ? textOf(options['icon'], 'success') : 'image');
        timer = window.setTimeout(hide, Number(options['duration'] ?? defaultDurationMs));
      }),
    showLoading: (options: Options) => answer('showLoading', options, () => show(options, 'loading')),
    hideToast: (options?: Options) => answer('hideToast', options, hide),
    hideLoading: (options?: Options) => answer('hideLoading', options, hide),
  };
}
