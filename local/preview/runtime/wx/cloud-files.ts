import { cloudFileAddress, mediaAddress } from '../media';
import type { Network } from '../network';
import { Failure, messageOf, textOf, type Area, type Options } from './answer';
import type { ToldAnswer } from './told';

/** errCode by HTTP status, from the table of cloud development; what has no other is 云文件请求失败. */
const errCodes: ReadonlyMap<number, number> = new Map([
  [400, -501007],
  [403, -503002],
  [404, -503003],
  [413, -403001],
]);
const requestFailed = -503001;
const wrongParameter = -401003;

function fileListOf(options: Options): string[] {
  const list = options['fileList'];
  if (!Array.isArray(list))
    throw new Failure('parameter.fileList should be array', { errCode: wrongParameter });
  return list.map((file: unknown) => textOf((file as { fileID?: unknown } | null)?.fileID ?? file));
}

function textOption(options: Options, name: string): string {
  const text = textOf(options[name]);
  if (text === '')
    throw new Failure(`parameter.${name} should be string instead of ${typeof options[name]}`, {
      errCode: wrongParameter,
    });
  return text;
}

/** A file of the phone: one that was chosen, drawn or downloaded, or one of the mini program's own. */
async function localFile(filePath: string): Promise<Blob> {
  const response = await fetch(mediaAddress(filePath)).catch(() => undefined);
  if (!response?.ok) throw new Failure(`the file ${filePath} is not there`, { errCode: wrongParameter });
  return response.blob();
}

class CloudFiles {
  constructor(
    private readonly openid: string,
    private readonly network: Network,
  ) {}

  async upload(cloudPath: string, filePath: string): Promise<object> {
    const body = await localFile(filePath);
    const headers = { 'content-type': body.type || 'application/octet-stream' };
    const response = await this.send(cloudFileAddress(cloudPath), { method: 'PUT', headers, body });
    return { ...((await response.json()) as object), statusCode: response.status };
  }

  async download(fileID: string): Promise<object> {
    const address = mediaAddress(fileID);
    if (address === fileID) throw new Failure(`${fileID} is not a file ID`, { errCode: wrongParameter });
    const response = await this.send(address, { method: 'GET' });
    return { tempFilePath: URL.createObjectURL(await response.blob()), statusCode: response.status };
  }

  async ask(name: 'urls' | 'delete', fileList: string[]): Promise<object> {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ fileList });
    const response = await this.send(`/cloud/files/${name}`, { method: 'POST', headers, body });
    return (await response.json()) as object;
  }

  private async send(
    address: string,
    init: RequestInit & { headers?: Record<string, string> },
  ): Promise<Response> {
    const headers = { ...init.headers, 'x-wx-openid': this.openid };
    const response = await this.network.fetch(address, { ...init, headers }).catch((error: unknown) => {
      throw new Failure(messageOf(error), { errCode: -1 });
    });
    if (response.ok) return response;
    const { code, message } = (await response.json().catch(() => ({}))) as Record<string, unknown>;
    throw new Failure(`${textOf(code, String(response.status))} ${textOf(message, response.statusText)}`, {
      errCode: typeof code === 'number' ? code : (errCodes.get(response.status) ?? requestFailed),
    });
  }
}

export function cloudFilesArea(openid: string, network: Network, tellAnswer: ToldAnswer): Area {
  const files = new CloudFiles(openid, network);
  return {
    uploadFile: (options: Options = {}) =>
      tellAnswer('cloud.uploadFile', options, () =>
        files.upload(textOption(options, 'cloudPath'), textOption(options, 'filePath')),
      ),
    downloadFile: (options: Options = {}) =>
      tellAnswer('cloud.downloadFile', options, () => files.download(textOption(options, 'fileID'))),
    getTempFileURL: (options: Options = {}) =>
      tellAnswer('cloud.getTempFileURL', options, () => files.ask('urls', fileListOf(options))),
    deleteFile: (options: Options = {}) =>
      tellAnswer('cloud.deleteFile', options, () => files.ask('delete', fileListOf(options))),
  };
}
