import { answer, type Area, type Options } from './answer';

interface Chosen {
  tempFilePath: string;
  size: number;
  fileType: 'image' | 'video';
  width?: number;
  height?: number;
  duration?: number;
  thumbTempFilePath?: string;
}

const accepted: Readonly<Record<string, string>> = { image: 'image/*', video: 'video/*' };

/** Lets the person choose files; rejects when the person closes the window without one. */
export function chooseFiles(accept: string, count: number): Promise<File[]> {
  return new Promise((resolve, reject) => {
    const field = document.createElement('input');
    field.type = 'file';
    field.className = 'phone-file';
    field.accept = accept;
    field.multiple = count > 1;
    field.addEventListener('change', () => {
      field.remove();
      resolve([...(field.files ?? [])].slice(0, count));
    });
    field.addEventListener('cancel', () => {
      field.remove();
      reject(new Error('cancel'));
    });
    document.body.append(field);
    field.click();
  });
}

export function imageSize(address: string): Promise<{ width: number; height: number }> {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve({ width: image.naturalWidth, height: image.naturalHeight });
    image.onerror = () => reject(new Error('the file is no picture'));
    image.src = address;
  });
}

async function described(file: File): Promise<Chosen> {
  const tempFilePath = URL.createObjectURL(file);
  if (file.type.startsWith('video/'))
    return { tempFilePath, size: file.size, fileType: 'video', duration: 0, thumbTempFilePath: '' };
  return { tempFilePath, size: file.size, fileType: 'image', ...(await imageSize(tempFilePath)) };
}

function countOf(options: Options, otherwise: number): number {
  const count = Number(options['count'] ?? otherwise);
  return count >= 1 ? count : otherwise;
}

/** What WeChat takes from album and camera, this takes from a file; a chosen file's path is good until the reload. */
export function chooseArea(): Area {
  return {
    chooseMedia: (options: Options = {}) =>
      answer('chooseMedia', options, async () => {
        const kinds = Array.isArray(options['mediaType'])
          ? options['mediaType'].map(String)
          : ['image', 'video'];
        const wanted = kinds.includes('mix') ? ['image', 'video'] : kinds;
        const files = await chooseFiles(wanted.map((kind) => accepted[kind]).join(','), countOf(options, 9));
        const tempFiles = await Promise.all(files.map(described));
        const mixed = new Set(tempFiles.map((file) => file.fileType)).size > 1;
        return { type: mixed ? 'mix' : (tempFiles[0]?.fileType ?? 'image'), tempFiles };
      }),
    chooseImage: (options: Options = {}) =>
      answer('chooseImage', options, async () => {
        const files = await chooseFiles('image/*', countOf(options, 9));
        const tempFiles = files.map((file) => ({ path: URL.createObjectURL(file), size: file.size }));
        return { tempFilePaths: tempFiles.map((file) => file.path), tempFiles };
      }),
  };
}
