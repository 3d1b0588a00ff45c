import { paint, type Pictures } from '../posters/paint';
import { POSTER_HEIGHT, POSTER_WIDTH, type Poster } from '../posters/shapes';

/** Narrower, a code on it may be too small to be read from a screen; wider, old phones run out of memory. */
const LEAST_WIDTH_PX = 1_080;
const MOST_WIDTH_PX = 1_440;

/** As many pixels as the screen has. */
function widthPxOf({ windowWidth, pixelRatio }: WechatMiniprogram.WindowInfo): number {
  return Math.min(MOST_WIDTH_PX, Math.max(LEAST_WIDTH_PX, Math.round(windowWidth * pixelRatio)));
}

/** The page's canvas, which nobody sees. */
export function canvasOf(selector: string): Promise<WechatMiniprogram.Canvas> {
  return new Promise((resolve, reject) => {
    wx.createSelectorQuery()
      .select(selector)
      .node((found) => {
        if (found?.node) resolve(found.node as WechatMiniprogram.Canvas);
        else reject(new Error(`there is no ${selector}`));
      })
      .exec();
  });
}

/** Draws a poster and gives the file that holds it. */
export async function drawPoster(
  canvas: WechatMiniprogram.Canvas,
  poster: Poster,
  pictures: Pictures,
): Promise<string> {
  const width = widthPxOf(wx.getWindowInfo());
  const scale = width / POSTER_WIDTH;
  const height = Math.round(POSTER_HEIGHT * scale);
  canvas.width = width;
  canvas.height = height;
  paint(canvas.getContext('2d'), poster, pictures, scale);
  const { tempFilePath } = await wx.canvasToTempFilePath({
    canvas,
    ...{ x: 0, y: 0, width, height, destWidth: width, destHeight: height },
    fileType: 'png',
  });
  return tempFilePath;
}
