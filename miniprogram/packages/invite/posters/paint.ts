import { isRightToLeft } from '../../../utils/name';
import { fit, type Measure } from './fit';
import type { Block, Dashes, Picture, PictureName, Poster, Ring, Shape, Words } from './shapes';

export type Pen = WechatMiniprogram.CanvasRenderingContext.CanvasRenderingContext2D;
export type Pictures = Readonly<Record<PictureName, WechatMiniprogram.Image>>;

const FULL_TURN = 2 * Math.PI;

/** @param scale How many pixels of the canvas one length of the poster has. */
export function paint(pen: Pen, poster: Poster, pictures: Pictures, scale: number): void {
  pen.setTransform(scale, 0, 0, scale, 0, 0);
  for (const shape of poster) paintShape(pen, shape, pictures);
}

function paintShape(pen: Pen, shape: Shape, pictures: Pictures): void {
  switch (shape.kind) {
    case 'block':
      return paintBlock(pen, shape);
    case 'disc':
      pen.beginPath();
      pen.arc(shape.x, shape.y, shape.radius, 0, FULL_TURN);
      return fillWith(pen, shape.color);
    case 'area':
      pen.beginPath();
      shape.points.forEach(([x, y], index) => (index === 0 ? pen.moveTo(x, y) : pen.lineTo(x, y)));
      pen.closePath();
      return fillWith(pen, shape.color);
    case 'ring':
      pen.beginPath();
      pen.arc(shape.x, shape.y, shape.radius, 0, FULL_TURN);
      return strokeWith(pen, shape);
    case 'dashes':
      pen.beginPath();
      pen.moveTo(shape.fromX, shape.y);
      pen.lineTo(shape.toX, shape.y);
      return strokeWith(pen, shape);
    case 'picture':
      return paintPicture(pen, shape, pictures[shape.of]);
    case 'words':
      return paintWords(pen, shape);
  }
}

function fillWith(pen: Pen, color: string): void {
  pen.fillStyle = color;
  pen.fill();
}

function strokeWith(pen: Pen, { color, lineWidth, dash }: Ring | Dashes): void {
  pen.strokeStyle = color;
  pen.lineWidth = lineWidth;
  pen.setLineDash([...dash]);
  pen.stroke();
}

/** By arcs: not every phone's canvas knows rounded rectangles. */
function paintBlock(pen: Pen, { x, y, width, height, color, radii: [upper, lower] }: Block): void {
  pen.beginPath();
  pen.moveTo(x + upper, y);
  pen.arcTo(x + width, y, x + width, y + height, upper);
  pen.arcTo(x + width, y + height, x, y + height, lower);
  pen.arcTo(x, y + height, x, y, lower);
  pen.arcTo(x, y, x + width, y, upper);
  pen.closePath();
  fillWith(pen, color);
}

/** Fills its place whatever its own shape is; what is over is cut off on both sides. */
function paintPicture(
  pen: Pen,
  { x, y, width, height, isRound }: Picture,
  image: WechatMiniprogram.Image,
): void {
  const scale = Math.max(width / image.width, height / image.height);
  const cutWidth = width / scale;
  const cutHeight = height / scale;
  pen.save();
  if (isRound) {
    pen.beginPath();
    pen.arc(x + width / 2, y + height / 2, width / 2, 0, FULL_TURN);
    pen.clip();
  }
  pen.drawImage(
    image,
    ...([(image.width - cutWidth) / 2, (image.height - cutHeight) / 2, cutWidth, cutHeight] as const),
    ...([x, y, width, height] as const),
  );
  pen.restore();
}

const fontOf = (sizePx: number, isBold: boolean): string =>
  `${isBold ? 'bold' : 'normal'} ${sizePx}px "PingFang SC", sans-serif`;

function paintWords(pen: Pen, shape: Words): void {
  const { text, x, y, width, lineHeight, lines, isBold, align, color } = shape;
  const measure: Measure = (part, sizePx) => {
    pen.font = fontOf(sizePx, isBold);
    return pen.measureText(part).width;
  };
  const fitted = fit(text, shape, measure);
  pen.font = fontOf(fitted.sizePx, isBold);
  pen.fillStyle = color;
  pen.textBaseline = 'middle';
  pen.textAlign = align;
  // A name that is cut ends on the left in scripts that run there.
  pen.direction = isRightToLeft(text) ? 'rtl' : 'ltr';
  const top = y + ((lines - fitted.lines.length) * lineHeight) / 2;
  fitted.lines.forEach((line, index) =>
    pen.fillText(line, align === 'center' ? x + width / 2 : x, top + (index + 0.5) * lineHeight),
  );
}
