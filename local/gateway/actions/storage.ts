import type { CloudFiles, FileCopyOrder } from '../cloud-files';
import { invalid, unsupported } from '../gateway-error';
import { flagOf, type RequestBody } from '../payload';
import type { Action, ActionContext } from './action';

/** CloudBase's own limit of one call. */
const MAX_FILES = 50;
const SUCCESS = 'SUCCESS';

/** What the SDK sends along as headers of its upload: here the address alone counts. */
const UNUSED = { token: 'local', authorization: 'local', cosFileId: 'local' };

/** `{path, method: 'put'}` → where the SDK then puts the bytes. */
export const getUploadMetadata: Action = (body, context) => {
  const files = filesOf(body, context);
  const { path, method } = body;
  if (typeof path !== 'string') throw invalid('path must be a string');
  if (method !== 'put') throw unsupported(`the method ${JSON.stringify(method)} of an upload`);
  const answer = files.openUpload(path);
  if (!answer.ok) return Promise.resolve({ code: answer.code, message: answer.message });
  const { fileID, uploadUrl, downloadUrl } = answer;
  return Promise.resolve({ data: { url: uploadUrl, fileId: fileID, download_url: downloadUrl, ...UNUSED } });
};

/** `{file_list: [{fileid, max_age?, url_type?}]}` */
export const batchGetDownloadUrl: Action = (body, context) => {
  const files = filesOf(body, context);
  const list = itemsOf(body, 'file_list').map((item) => {
    const fileID = textOf(objectOf(item, 'file_list'), 'fileid');
    const answer = files.downloadUrl(fileID);
    return answer.ok
      ? { code: SUCCESS, fileID, tempFileURL: answer.url }
      : { code: answer.code, message: answer.message, fileID, tempFileURL: '' };
  });
  return Promise.resolve({ data: { download_list: list } });
};

/** `{fileid_list: [fileID]}`; one that can't be deleted keeps no other from it. */
export const batchDeleteFile: Action = async (body, context) => {
  const files = filesOf(body, context);
  const fileIDs = itemsOf(body, 'fileid_list').map((fileID) => textOf({ fileID }, 'fileID'));
  const list: object[] = [];
  for (const fileID of fileIDs) {
    const answer = await files.remove(fileID);
    list.push(answer.ok ? { fileID, code: SUCCESS } : { fileID, code: answer.code, message: answer.message });
  }
  return { data: { delete_list: list } };
};

/** `{file_list: [{src_path, dst_path, overwrite?, remove_original?}]}`, one after the other. */
export const batchCopyFile: Action = async (body, context) => {
  const files = filesOf(body, context);
  const orders = itemsOf(body, 'file_list').map((item) => copyOrderOf(objectOf(item, 'file_list')));
  const list: object[] = [];
  for (const order of orders) {
    const answer = await files.copy(order);
    list.push(answer.ok ? { fileId: answer.fileID } : { code: answer.code, message: answer.message });
  }
  return { data: { copy_list: list } };
};

function copyOrderOf(item: RequestBody): FileCopyOrder {
  return {
    fromPath: textOf(item, 'src_path'),
    toPath: textOf(item, 'dst_path'),
    overwrite: item['overwrite'] === undefined || flagOf(item, 'overwrite'),
    removeOriginal: flagOf(item, 'remove_original'),
  };
}

function filesOf(body: RequestBody, { files }: ActionContext): CloudFiles {
  if (files === undefined) throw unsupported(`${String(body['action'])} (no files were given)`);
  return files;
}

function itemsOf(body: RequestBody, name: string): unknown[] {
  const items = body[name];
  if (!Array.isArray(items) || items.length < 1 || items.length > MAX_FILES) {
    throw invalid(`${name} must be a list of 1 to ${MAX_FILES} files`);
  }
  return items;
}

function objectOf(item: unknown, listName: string): RequestBody {
  if (typeof item !== 'object' || item === null) throw invalid(`${listName} must be a list of objects`);
  return item as RequestBody;
}

function textOf(item: RequestBody, name: string): string {
  const text = item[name];
  if (typeof text !== 'string' || text === '') throw invalid(`${name} must be a string`);
  return text;
}
