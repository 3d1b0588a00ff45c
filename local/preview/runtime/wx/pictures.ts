import { make, makeButton } from '../dom';
import { mediaAddress } from '../media';
import type { AlbumPermission } from './album';
import { answer, textOf, type Area, type Options } from './answer';
import { imageSize } from './choose';

function addressesOf(list: unknown): string[] {
  return Array.isArray(list) ? list.map((item) => mediaAddress(textOf(item))) : [];
}

/** Pictures over the whole phone; a tap closes, the arrows turn. */
function preview(overlay: HTMLElement, addresses: readonly string[], current: number): void {
  let index = Math.max(0, current);
  const picture = make('img', 'phone-picture');
  const count = make('p', 'phone-picture-count');
  const show = (next: number) => {
    index = (next + addresses.length) % addresses.length;
    picture.src = addresses[index] ?? '';
    count.textContent = `${index + 1}/${addresses.length}`;
  };
  const turn = (by: number) => (event: Event) => {
    event.stopPropagation();
    show(index + by);
  };
  const arrows = [
    makeButton('phone-picture-turn', '上一张', () => undefined, '‹'),
    makeButton('phone-picture-turn', '下一张', () => undefined, '›'),
  ];
  arrows.forEach((arrow, at) => arrow.addEventListener('click', turn(at === 0 ? -1 : 1)));
  const layer = make(
    'div',
    'phone-mask phone-pictures',
    picture,
    count,
    ...(addresses.length > 1 ? arrows : []),
  );
  layer.setAttribute('role', 'dialog');
  layer.addEventListener('click', () => layer.remove());
  overlay.append(layer);
  show(index);
}

async function download(address: string): Promise<void> {
  const response = await fetch(address);
  if (!response.ok) throw new Error('the file is not there');
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = address.startsWith('blob:') ? 'picture.png' : (address.split('/').at(-1) ?? 'picture');
  link.click();
}

function canvasFile(options: Options): Promise<object> {
  const canvas = options['canvas'];
  if (!(canvas instanceof HTMLCanvasElement)) throw new Error('canvas is no canvas node');
  const jpeg = options['fileType'] === 'jpg';
  return new Promise((resolve, reject) => {
    const take = (blob: Blob | null) => {
      if (blob) resolve({ tempFilePath: URL.createObjectURL(blob) });
      else reject(new Error('the canvas cannot be read'));
    };
    canvas.toBlob(take, jpeg ? 'image/jpeg' : 'image/png', Number(options['quality'] ?? 1));
  });
}

export function picturesArea(overlay: HTMLElement, album: AlbumPermission): Area {
  return {
    previewImage: (options: Options) =>
      answer('previewImage', options, () => {
        const addresses = addressesOf(options['urls']);
        if (addresses.length === 0) throw new Error('urls is empty');
        preview(overlay, addresses, addresses.indexOf(mediaAddress(textOf(options['current']))));
      }),
    previewMedia: (options: Options) =>
      answer('previewMedia', options, () => {
        const sources = (options['sources'] ?? []) as { url: string; type?: string }[];
        if (sources.some((source) => source.type === 'video'))
          throw new Error('[preview] films are not in the preview of media');
        const addresses = addressesOf(sources.map((source) => source.url));
        if (addresses.length === 0) throw new Error('sources is empty');
        preview(overlay, addresses, Number(options['current'] ?? 0));
      }),
    saveImageToPhotosAlbum: (options: Options) =>
      answer('saveImageToPhotosAlbum', options, async () => {
        await album.need();
        await download(mediaAddress(textOf(options['filePath'])));
      }),
    getImageInfo: (options: Options) =>
      answer('getImageInfo', options, async () => {
        const path = mediaAddress(textOf(options['src']));
        return { path, ...(await imageSize(path)), orientation: 'up' };
      }),
    canvasToTempFilePath: (options: Options) =>
      answer('canvasToTempFilePath', options, () => canvasFile(options)),
  };
}
