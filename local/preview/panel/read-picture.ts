import decodeQR from 'qr/decode.js';

export type ReadPicture =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly problem: string };

/** A photo of a telephone is larger than any code needs. */
const maxSidePx = 1600;
const searchMs = 1_000;

/** The text of the code in a picture, or what is wrong with the picture. */
export async function readPicture(file: Blob): Promise<ReadPicture> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file);
  } catch {
    return { ok: false, problem: '这个文件不是图片，换一张试试' };
  }
  try {
    return { ok: true, text: decodeQR(pixelsOf(bitmap), { timeLimit: searchMs }) };
  } catch {
    return { ok: false, problem: '图片里没有找到码，换一张清楚些的试试' };
  }
}

function pixelsOf(bitmap: ImageBitmap): ImageData {
  const scale = Math.min(1, maxSidePx / Math.max(bitmap.width, bitmap.height));
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(bitmap.width * scale)),
    Math.max(1, Math.round(bitmap.height * scale)),
  );
  const paper = canvas.getContext('2d');
  if (!paper) throw new Error('no canvas');
  // A transparent code is meant to lie on something light.
  paper.fillStyle = '#fff';
  paper.fillRect(0, 0, canvas.width, canvas.height);
  paper.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return paper.getImageData(0, 0, canvas.width, canvas.height);
}
