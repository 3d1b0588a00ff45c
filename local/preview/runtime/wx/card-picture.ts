import { mediaAddress } from '../media';

/** A card shows its picture five to four. */
const widthPx = 250;
const heightPx = 200;

/**
 * The picture of a card for another phone. What only this page can read is drawn into the card itself; of a picture that
 * is none, nothing.
 */
export async function cardPicture(source: string): Promise<string> {
  const address = mediaAddress(source);
  if (!address.startsWith('blob:')) return address;
  const response = await fetch(address).catch(() => undefined);
  const picture = response?.ok
    ? await createImageBitmap(await response.blob()).catch(() => undefined)
    : undefined;
  const canvas = Object.assign(document.createElement('canvas'), { width: widthPx, height: heightPx });
  const context = canvas.getContext('2d');
  if (!picture || !context) return '';
  const scale = Math.max(widthPx / picture.width, heightPx / picture.height);
  const [width, height] = [picture.width * scale, picture.height * scale];
  context.drawImage(picture, (widthPx - width) / 2, (heightPx - height) / 2, width, height);
  return canvas.toDataURL('image/jpeg', 0.8);
}
