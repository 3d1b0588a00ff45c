import { createReadStream } from 'node:fs';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type cloudbase from '@cloudbase/node-sdk';
import { postRaw } from '../gateway/test-sdk';
import { ENV_ID, startTestFiles, type TestFiles } from './testing';

/** The smallest PNG: one pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const idOf = (path: string): string => `cloud://${ENV_ID}.local-bucket/${path}`;

let local: TestFiles;
let app: ReturnType<typeof cloudbase.init>;
beforeAll(async () => {
  local = await startTestFiles();
  app = local.connectSdk();
});
beforeEach(() => local.gateway.calls.reset());
afterAll(() => local.close());

const bytesAt = async (url: string): Promise<Buffer> => Buffer.from(await (await fetch(url)).arrayBuffer());

describe('the unmodified SDK', () => {
  it('uploads; everybody reads the same bytes at the address that it then gets', async () => {
    const { fileID } = await app.uploadFile({ cloudPath: '头像/小明-1.png', fileContent: PIXEL });
    expect(fileID).toBe(idOf('头像/小明-1.png'));
    const { fileList } = await app.getTempFileURL({ fileList: [fileID, { fileID, maxAge: 60 }] });
    expect(fileList.map(({ code }) => code)).toEqual(['SUCCESS', 'SUCCESS']);
    for (const { tempFileURL } of fileList) {
      expect(tempFileURL).toMatch(new RegExp(`^${local.url}/`));
      expect(await bytesAt(tempFileURL)).toEqual(PIXEL);
    }
    expect(local.gateway.calls.byAction).toEqual({
      'storage.getUploadMetadata': 1,
      'storage.batchGetDownloadUrl': 1,
    });
  });

  it('uploads a stream, also an empty one, over what was there, and downloads it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'files-stream-'));
    const bytes = Buffer.alloc(3_000_000, 'a stream of some length ');
    for (const content of [bytes, Buffer.alloc(0), bytes]) {
      writeFileSync(join(folder, 'a.bin'), content);
      const fileContent = createReadStream(join(folder, 'a.bin'));
      const { fileID } = await app.uploadFile({ cloudPath: 'streams/a.bin', fileContent });
      expectSame((await app.downloadFile({ fileID })).fileContent, content);
      expectSame((await app.downloadFile({ fileID, urlType: 'COS_URL' })).fileContent, content);
    }
    const { fileID } = await app.uploadFile({ cloudPath: 'streams/b.bin', fileContent: bytes });
    const tempFilePath = join(folder, 'b.bin');
    await app.downloadFile({ fileID, tempFilePath });
    await expectSoon(() => expectSame(readFileSync(tempFilePath), bytes));
    rmSync(folder, { recursive: true });
  });

  it('asks what a file is', async () => {
    const { fileID } = await app.uploadFile({ cloudPath: 'one/pixel.txt', fileContent: PIXEL });
    const { fileList } = await app.getFileInfo({ fileList: [fileID] });
    expect(fileList).toEqual([
      expect.objectContaining({ fileName: 'pixel.txt', mime: 'image/png', size: PIXEL.length }),
    ]);
  });

  it('deletes, each file for itself; what is gone has no address', async () => {
    const { fileID } = await app.uploadFile({ cloudPath: 'gone.png', fileContent: PIXEL });
    const url = (await app.getTempFileURL({ fileList: [fileID] })).fileList[0]?.tempFileURL ?? '';
    const { fileList } = await app.deleteFile({ fileList: [idOf('never.png'), fileID] });
    expect(fileList).toMatchObject([
      { fileID: idOf('never.png'), code: 'STORAGE_FILE_NONEXIST' },
      { fileID, code: 'SUCCESS' },
    ]);
    expect((await app.getTempFileURL({ fileList: [fileID] })).fileList).toMatchObject([
      { fileID, code: 'STORAGE_FILE_NONEXIST', tempFileURL: '' },
    ]);
    expect((await fetch(url)).status).toBe(404);
  });

  it.each(['cloud://elsewhere.bucket/a.png', 'unexistFileID', idOf(''), idOf('../files/a')])(
    'an unknown file, %s, is an error by name',
    async (fileID) => {
      await expect(app.downloadFile({ fileID })).rejects.toMatchObject({ code: 'STORAGE_FILE_NONEXIST' });
    },
  );

  it('copies and moves, and overwrites only where it may', async () => {
    await app.uploadFile({ cloudPath: 'from/a.txt', fileContent: Buffer.from('one') });
    await app.uploadFile({ cloudPath: 'to/a.txt', fileContent: Buffer.from('two') });
    const order = { srcPath: 'from/a.txt', dstPath: 'to/a.txt' };
    const textAt = async (path: string): Promise<string> =>
      String((await app.downloadFile({ fileID: idOf(path) })).fileContent);
    expect((await app.copyFile({ fileList: [{ ...order, overwrite: false }] })).fileList).toMatchObject([
      { code: 'STORAGE_FILE_PATH_CONFLICT' },
    ]);
    expect(await textAt('to/a.txt')).toBe('two');
    expect((await app.copyFile({ fileList: [order] })).fileList).toEqual([{ fileId: idOf('to/a.txt') }]);
    expect([await textAt('from/a.txt'), await textAt('to/a.txt')]).toEqual(['one', 'one']);
    await app.copyFile({ fileList: [{ ...order, dstPath: 'moved/a.txt', removeOriginal: true }] });
    expect(await textAt('moved/a.txt')).toBe('one');
    expect((await app.copyFile({ fileList: [order] })).fileList).toMatchObject([
      { code: 'STORAGE_FILE_NONEXIST' },
    ]);
  });

  it('a path that is none is refused by name, before a byte is sent', async () => {
    const upload = app.uploadFile({ cloudPath: 'a/../b.png', fileContent: PIXEL });
    await expect(upload).rejects.toMatchObject({
      code: 'INVALID_PARAM',
      message: expect.stringContaining('..'),
    });
  });
});

describe('the address of an upload', () => {
  const openUpload = async (cloudPath: string): Promise<string> =>
    (await app.getUploadMetadata({ cloudPath })).data.url;
  const put = async (url: string, body: string): Promise<[number, string]> => {
    const answer = await fetch(url, { method: 'PUT', body });
    return [answer.status, await answer.text()];
  };

  it('is good once, for its own path, for a quarter of an hour', async () => {
    const url = await openUpload('once.txt');
    expect(await put(url, 'first')).toEqual([200, '']);
    expect(await put(url, 'second')).toEqual([403, expect.stringContaining('STORAGE_SIGN_PARAM_INVALID')]);
    const other = (await openUpload('other.txt')).replace('other.txt', 'once.txt');
    expect((await put(other, 'second'))[0]).toBe(403);
    const late = await openUpload('once.txt');
    local.clock.nowMs += 15 * 60 * 1000 + 1;
    expect((await put(late, 'second'))[0]).toBe(403);
    expect((await put(`${local.url}/cloud/files/once.txt?token=`, 'second'))[0]).toBe(403);
    expect(await bytesAt(`${local.url}/cloud/files/once.txt`)).toEqual(Buffer.from('first'));
  });

  it('refuses in the XML that the SDK reads', async () => {
    const upload = app.uploadFile({
      cloudPath: 'large.bin',
      fileContent: Buffer.alloc(50 * 1024 * 1024 + 1),
    });
    await expect(upload).rejects.toMatchObject({
      code: 'STORAGE_REQUEST_FAIL',
      message: expect.stringContaining('[EXCEED_UPLOAD_MAXFILESIZE]'),
    });
    expect((await fetch(`${local.url}/cloud/files/large.bin`)).status).toBe(404);
  });
});

describe('what the SDK would never send is refused by name', () => {
  const many = Array.from({ length: 51 }, () => 'a');
  it.each([
    { action: 'storage.getUploadMetadata', method: 'put' },
    { action: 'storage.getUploadMetadata', path: 7, method: 'put' },
    { action: 'storage.getUploadMetadata', path: '', method: 'put' },
    { action: 'storage.batchGetDownloadUrl' },
    { action: 'storage.batchGetDownloadUrl', file_list: [] },
    { action: 'storage.batchGetDownloadUrl', file_list: ['a'] },
    { action: 'storage.batchGetDownloadUrl', file_list: [{ fileid: 1 }] },
    { action: 'storage.batchGetDownloadUrl', file_list: many.map((fileid) => ({ fileid })) },
    { action: 'storage.batchDeleteFile', fileid_list: [1] },
    { action: 'storage.batchDeleteFile', fileid_list: many },
    { action: 'storage.batchCopyFile', file_list: [{ src_path: 'a' }] },
    { action: 'storage.batchCopyFile', file_list: [{ src_path: 'a', dst_path: 'b', overwrite: 1 }] },
  ])('%j', async (body) => {
    expect(await postRaw(`${local.url}/admin`, body)).toEqual({
      code: 'INVALID_PARAM',
      message: expect.stringMatching(/./),
      requestId: expect.any(String),
    });
  });

  it('an upload by POST', async () => {
    const body = { action: 'storage.getUploadMetadata', path: 'a.png', method: 'post' };
    expect(await postRaw(`${local.url}/admin`, body)).toMatchObject({ code: 'NOT_SUPPORTED_LOCALLY' });
  });
});

/** jest's own comparison of millions of bytes takes seconds. */
function expectSame(actual: unknown, expected: Buffer): void {
  expect(Buffer.isBuffer(actual) && actual.equals(expected)).toBe(true);
}

async function expectSoon(assertion: () => void): Promise<void> {
  for (let attempt = 0; attempt < 50; attempt++) {
    try {
      return assertion();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  assertion();
}
