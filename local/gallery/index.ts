import { BuildError, openPreview, type Preview } from '../preview';
import { galleryFolder } from './own';

/** The address of the gallery beside the app. */
export const galleryBase = '/gallery';

/**
 * A mini program with every built-in of the preview, every component of Vant and the app's own, to look at and to try.
 * It is for development only: nothing of it lies in the mini program's folder, so that nothing of it is packed.
 */
export async function openGallery(npmFolder: string): Promise<Preview> {
  const { folder, remove } = galleryFolder();
  const preview = await openPreview({
    miniprogramFolder: folder,
    npmFolder,
    base: galleryBase,
    title: '画廊',
    persons: [],
  });
  return {
    handle: preview.handle.bind(preview),
    rebuild: preview.rebuild.bind(preview),
    tell: preview.tell.bind(preview),
    close: async () => {
      await preview.close();
      remove();
    },
  };
}

/**
 * The gallery, built when somebody first asks for it: the app's start does not wait for it. A mistake in its source is
 * answered in words, and who asks again has it built again.
 */
export function galleryOnDemand(
  npmFolder: string,
  open: typeof openGallery = openGallery,
): Pick<Preview, 'handle' | 'close'> {
  let opening: Promise<Preview> | undefined;
  return {
    async handle(request, response) {
      if (!(request.url ?? '').startsWith(galleryBase)) return false;
      opening ??= open(npmFolder);
      try {
        return await (await opening).handle(request, response);
      } catch (error) {
        opening = undefined;
        if (!(error instanceof BuildError)) throw error;
        response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' }).end(error.message);
        return true;
      }
    },
    close: async () => (await opening)?.close(),
  };
}
