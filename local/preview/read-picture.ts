interface Picture {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

/** Longer sides only take longer to read. */
const longestPx = 1_600;

const searchMs = 1_000;

type Reader = (picture: Picture, options: { timeLimit: number }) => string;

let loading: Promise<Reader> | undefined;

function loadReader(base: string): Promise<Reader> {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = `${base}/preview/code-reader.js`;
    script.addEventListener('load', () => resolve((window as unknown as { readCode: Reader }).readCode));
    script.addEventListener('error', () => {
      loading = undefined;
      reject(new Error('识别工具没有加载出来，请再试一次'));
    });
    document.head.append(script);
  });
  return loading;
}

async function pixelsOf(file: Blob): Promise<Picture> {
  const picture = await createImageBitmap(file).catch(() => {
    throw new Error('这个文件不是图片，换一张试试');
  });
  const scale = Math.min(1, longestPx / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const context = canvas.getContext('2d');
  if (!context) throw new Error('这个浏览器读不了图片');
  // What a picture leaves out is paper.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

/** The text of the code in a picture; what goes wrong is said for the person who chose it. */
export async function readPicture(base: string, file: Blob): Promise<string> {
  const [read, pixels] = await Promise.all([loadReader(base), pixelsOf(file)]);
  try {
    return read(pixels, { timeLimit: searchMs });
  } catch {
    throw new Error('图片里没有找到二维码，换一张试试');
  }
}
