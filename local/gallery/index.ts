import path from 'node:path';
import { openPreview, type Preview } from '../preview';

/** The address of the gallery beside the app. */
export const galleryBase = '/gallery';

/**
 * A mini program with every built-in of the preview and every component of Vant, to look at and to try. It is for
 * development only: nothing of it lies in the mini program's folder, so that nothing of it is packed.
 */
export function openGallery(npmFolder: string, watch = false): Promise<Preview> {
  return openPreview({
    miniprogramFolder: path.join(__dirname, 'miniprogram'),
    npmFolder,
    base: galleryBase,
    title: '画廊',
    persons: [],
    watch,
  });
}

/** The gallery, built when somebody first asks for it: the app's start does not wait for it. */
export function galleryOnDemand(npmFolder: string): Pick<Preview, 'handle' | 'close'> {
  let opening: Promise<Preview> | undefined;
  return {
    async handle(request, response) {
      if (!(request.url ?? '').startsWith(galleryBase)) return false;
      opening ??= openGallery(npmFolder);
      return (await opening).handle(request, response);
    },
    close: async () => (await opening)?.close(),
  };
}
