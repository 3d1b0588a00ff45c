import { PNG } from 'pngjs';
import { encode } from 'uqr';

export interface Ink {
  readonly r: number;
  readonly g: number;
  readonly b: number;
}

/** The standard asks for four modules of nothing around a code. */
const QUIET_MODULES = 4;
const OPAQUE = 255;
const BYTES_PER_PX = 4;

/** A QR code as a picture of exactly this width: it holds the text, and any reader of QR codes reads it. */
export function qrPicture(content: string, widthPx: number, ink: Ink, transparent: boolean): Buffer {
  const { data: modules, size } = encode(content, { ecc: 'M', border: QUIET_MODULES });
  const modulePx = Math.max(1, Math.floor(widthPx / size));
  const marginPx = Math.floor((widthPx - size * modulePx) / 2);
  const paper = Buffer.from([255, 255, 255, transparent ? 0 : OPAQUE]);
  const dot = Buffer.alloc(modulePx * BYTES_PER_PX, Buffer.from([ink.r, ink.g, ink.b, OPAQUE]));
  const rowBytes = widthPx * BYTES_PER_PX;
  const png = new PNG({ width: widthPx, height: widthPx });
  png.data.fill(paper);
  modules.forEach((line, y) => {
    const row = Buffer.alloc(rowBytes, paper);
    line.forEach((isInk, x) => isInk && dot.copy(row, (marginPx + x * modulePx) * BYTES_PER_PX));
    for (let copy = 0; copy < modulePx; copy++) {
      row.copy(png.data, (marginPx + y * modulePx + copy) * rowBytes);
    }
  });
  // Rows that repeat need none of PNG's filters, and trying them all takes longer than everything else.
  return PNG.sync.write(png, { filterType: 0 });
}
