import { answer, textOf, type Area, type Options } from './answer';

async function ask(openid: string, address: string, body: BodyInit, type: string): Promise<object> {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': type, 'x-wx-openid': openid },
    body,
  });
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
  return (await response.json()) as object;
}

/** Cloud storage: the server around the preview keeps the files and gives them addresses. */
export function cloudFilesArea(openid: string): Area {
  return {
    uploadFile: (options: Options) =>
      answer('cloud.uploadFile', options, async () => {
        const cloudPath = textOf(options['cloudPath']);
        if (cloudPath === '') throw new Error('parameter.cloudPath should be a string');
        const file = await fetch(textOf(options['filePath'])).then((response) => response.blob());
        const address = `/cloud/files?path=${encodeURIComponent(cloudPath)}`;
        const stored = await ask(openid, address, file, file.type || 'application/octet-stream');
        return { ...stored, statusCode: 200 };
      }),
    getTempFileURL: (options: Options) =>
      answer('cloud.getTempFileURL', options, () => {
        const body = JSON.stringify({ fileList: options['fileList'] ?? [] });
        return ask(openid, '/cloud/file-urls', body, 'application/json');
      }),
  };
}
