import { downloadFile } from '../../../services/cloud';
import type { JoinCode } from '../../../services/invite';
import { absolutePath } from '../../../utils/navigate';
import type { Pictures } from '../posters/paint';
import type { PictureName } from '../posters/shapes';

type Canvas = WechatMiniprogram.Canvas;

/** How many faces are drawn in ../faces; 0 is nobody's in particular. */
const FACES = 8;
/** So far from the inviter's face are those of the friends: no two are alike. */
const FRIENDS: readonly (readonly [PictureName, number])[] = [
  ['friendOne', 1],
  ['friendTwo', 3],
  ['friendThree', 5],
];

const faceFile = (number: number): string => `/packages/invite/faces/${number}.png`;
const drawnFace = (avatar: number): number => (avatar < 1 ? 0 : ((avatar - 1) % FACES) + 1);

/** All that the posters show beside words. Throws where one of them does not come; a face of the member's own need not. */
export async function picturesFor(canvas: Canvas, { picture, face }: JoinCode): Promise<Pictures> {
  const own = drawnFace(face.avatar);
  const friends = FRIENDS.map(async ([name, distance]) => [
    name,
    await packagedImage(canvas, faceFile(((own + distance - 1) % FACES) + 1)),
  ]);
  const [code, inviter, ...others] = await Promise.all([
    cloudImage(canvas, picture),
    inviterImage(canvas, face.picture, own),
    ...friends,
  ]);
  return { code, inviter, ...(Object.fromEntries(others) as Omit<Pictures, 'code' | 'inviter'>) };
}

const inviterImage = (canvas: Canvas, picture: string, own: number): Promise<WechatMiniprogram.Image> =>
  (picture ? cloudImage(canvas, picture) : Promise.reject(new Error('no picture'))).catch(() =>
    packagedImage(canvas, faceFile(own)),
  );

async function cloudImage(canvas: Canvas, fileId: string): Promise<WechatMiniprogram.Image> {
  const path = await downloadFile(fileId);
  if (path === null) throw new Error(`the file ${fileId} did not come`);
  return loaded(canvas, path);
}

/** Where a file of the mini program's own lies only the phone knows; it says so without a slash in front. */
async function packagedImage(canvas: Canvas, file: string): Promise<WechatMiniprogram.Image> {
  const { path } = await wx.getImageInfo({ src: file });
  return loaded(canvas, absolutePath(path));
}

function loaded(canvas: Canvas, source: string): Promise<WechatMiniprogram.Image> {
  return new Promise((resolve, reject) => {
    const image = canvas.createImage();
    image.onload = () => resolve(image);
    image.onerror = () => reject(new Error(`the picture ${source} cannot be read`));
    image.src = source;
  });
}
