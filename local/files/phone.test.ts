import { createConnection } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ENV_ID, send, startTestFiles, type RawAnswer, type TestFiles } from './testing';

const MING = 'o-ming';
const HONG = 'o-hong';
const idOf = (path: string): string => `cloud://${ENV_ID}.local-bucket/${path}`;
const at = (path: string): string => `/cloud/files/${encodeURI(path)}`;

let local: TestFiles;
beforeAll(async () => {
  local = await startTestFiles();
});
afterAll(() => local.close());

const put = (path: string, body: Buffer | string, openid?: string): Promise<RawAnswer> =>
  send(local.url, { method: 'PUT', path: at(path), body, ...(openid === undefined ? {} : { openid }) });
const get = (path: string): Promise<RawAnswer> => send(local.url, { method: 'GET', path: at(path) });
const post = async (name: string, body: unknown, openid = MING): Promise<[number, unknown]> => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const answer = await send(local.url, { method: 'POST', path: `/cloud/files/${name}`, openid, body: text });
  return [answer.status, JSON.parse(String(answer.bytes))];
};
const refusalIn = ({ status, bytes }: RawAnswer): unknown => ({
  status,
  ...(JSON.parse(String(bytes)) as object),
});

describe('all may read, only the owner may write', () => {
  it('a phone puts a file, changes it and deletes it; another one reads it and is refused the rest', async () => {
    const answer = await put('a/相册.txt', '你好', MING);
    expect([answer.status, JSON.parse(String(answer.bytes))]).toEqual([200, { fileID: idOf('a/相册.txt') }]);
    expect(refusalIn(await put('a/相册.txt', 'mine', HONG))).toMatchObject({
      status: 403,
      ok: false,
      code: 'STORAGE_EXCEED_AUTHORITY',
    });
    expect(String((await get('a/相册.txt')).bytes)).toBe('你好');
    expect(await post('delete', { fileList: [idOf('a/相册.txt'), idOf('none')] }, HONG)).toEqual([
      200,
      {
        fileList: [
          {
            fileID: idOf('a/相册.txt'),
            status: -503002,
            errMsg: expect.stringMatching(/^STORAGE_EXCEED_AUTHORITY/),
          },
          { fileID: idOf('none'), status: -503003, errMsg: expect.stringMatching(/^STORAGE_FILE_NONEXIST/) },
        ],
      },
    ]);
    expect((await put('a/相册.txt', '再见', MING)).status).toBe(200);
    expect(String((await get('a/相册.txt')).bytes)).toBe('再见');
    expect(await post('delete', { fileList: [idOf('a/相册.txt')] })).toEqual([
      200,
      { fileList: [{ fileID: idOf('a/相册.txt'), status: 0, errMsg: 'ok' }] },
    ]);
    expect(refusalIn(await get('a/相册.txt'))).toMatchObject({ status: 404, code: 'STORAGE_FILE_NONEXIST' });
  });

  it('what a function wrote only functions change', async () => {
    await local.connectSdk().uploadFile({ cloudPath: 'official.txt', fileContent: Buffer.from('notice') });
    expect((await put('official.txt', 'mine', MING)).status).toBe(403);
    expect(String((await get('official.txt')).bytes)).toBe('notice');
  });

  it('of two who take the same free path at the same moment, one gets it', async () => {
    for (let round = 0; round < 20; round++) {
      const path = `race/${round}.txt`;
      const answers = await Promise.all([put(path, MING, MING), put(path, HONG, HONG)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 403]);
      const winner = answers[0].status === 200 ? MING : HONG;
      expect(String((await get(path)).bytes)).toBe(winner);
    }
  });

  it.each([undefined, '', 'with space', 'x'.repeat(129)])('x-wx-openid %p is nobody', async (openid) => {
    expect(refusalIn(await put('nobody.txt', 'x', openid))).toMatchObject({
      status: 400,
      code: 'INVALID_PARAM',
    });
    expect((await get('nobody.txt')).status).toBe(404);
  });
});

describe('addresses', () => {
  it('one for each file that is there', async () => {
    await put('u/图 片.png'.replace(' ', '-'), 'x', MING);
    const [fileID, none, elsewhere] = [idOf('u/图-片.png'), idOf('u/none'), 'cloud://other.bucket/u'];
    const fileList = [fileID, { fileID, maxAge: 60 }, { fileID: none }, elsewhere];
    const missing = {
      tempFileURL: '',
      status: -503003,
      errMsg: expect.stringMatching(/^STORAGE_FILE_NONEXIST/),
    };
    const tempFileURL = `${local.url}/cloud/files/u/图-片.png`;
    expect(await post('urls', { fileList })).toEqual([
      200,
      {
        fileList: [
          { fileID, tempFileURL, maxAge: 86400, status: 0, errMsg: 'ok' },
          { fileID, tempFileURL, maxAge: 60, status: 0, errMsg: 'ok' },
          { fileID: none, maxAge: 86400, ...missing },
          { fileID: elsewhere, maxAge: 86400, ...missing },
        ],
      },
    ]);
    expect(await (await fetch(tempFileURL)).text()).toBe('x');
  });

  it.each([
    ['urls', '{'],
    ['urls', []],
    ['urls', {}],
    ['urls', { fileList: 'a' }],
    ['urls', { fileList: [] }],
    ['urls', { fileList: [''] }],
    ['urls', { fileList: [7] }],
    ['urls', { fileList: ['a'], more: 1 }],
    ['urls', { fileList: [{ fileID: 'a', maxAge: 0 }] }],
    ['urls', { fileList: [{ fileID: 'a', maxAge: 86_401 }] }],
    ['urls', { fileList: [{ fileID: 'a', maxAge: 1, more: 1 }] }],
    ['urls', { fileList: Array.from({ length: 51 }, () => 'a') }],
    ['urls', { fileList: ['a'.repeat(1025)] }],
    ['urls', `"${'a'.repeat(300_000)}"`],
    ['delete', { fileList: [{ fileID: 'a' }] }],
    ['delete', { fileList: Array.from({ length: 51 }, () => 'a') }],
  ])('%s of what is no list of files is refused', async (name, body) => {
    expect(await post(name, body)).toEqual([
      400,
      { ok: false, code: 'INVALID_PARAM', message: expect.stringMatching(/./) },
    ]);
  });

  it('a delete of nobody’s', async () => {
    await put('kept.txt', 'x', MING);
    const [status] = await post('delete', { fileList: [idOf('kept.txt')] }, '');
    expect([status, (await get('kept.txt')).status]).toEqual([400, 200]);
  });

  it.each([
    ['DELETE', 'a.txt'],
    ['POST', 'a.txt'],
    ['PATCH', 'urls'],
  ])('%s %s is no way to ask', async (method, path) => {
    const answer = await send(local.url, { method, path: at(path), openid: MING });
    expect(refusalIn(answer)).toMatchObject({ status: 405, code: 'METHOD_NOT_ALLOWED' });
  });

  it('a file may be called like a way to ask', async () => {
    for (const path of ['urls', 'delete']) {
      await put(path, path, MING);
      expect(String((await get(path)).bytes)).toBe(path);
    }
  });

  it('what lies elsewhere is left to others', async () => {
    const answer = await send(local.url, { method: 'GET', path: '/cloud/filesystem' });
    expect(String(answer.bytes)).toContain('is not POST');
  });
});

describe('the list', () => {
  it('has the newest first, with its owner, and at most a thousand', async () => {
    const own = await startTestFiles();
    try {
      const list = async (): Promise<unknown> => (await fetch(`${own.url}/cloud/files`)).json();
      expect(await list()).toEqual([]);
      const startMs = own.clock.nowMs;
      for (let count = 0; count < 1001; count++) {
        own.clock.nowMs = startMs + count;
        const path = `/cloud/files/${count}`;
        await send(own.url, { method: 'PUT', path, openid: MING, body: 'abc' });
      }
      const files = (await list()) as { path: string }[];
      expect(files.length).toBe(1000);
      expect(files[0]).toEqual({ path: '1000', sizeBytes: 3, atMs: startMs + 1000, owner: MING });
      expect(files.at(-1)?.path).toBe('1');
      await own.connectSdk().uploadFile({ cloudPath: '0', fileContent: Buffer.alloc(0) });
      expect(await list()).toMatchObject([
        { path: '0', sizeBytes: 0, owner: null },
        { path: '1000' },
        ...files.slice(1, -1),
      ]);
    } finally {
      await own.close();
    }
  });
});

describe('bytes are served as what they are, and never run', () => {
  const PNG = Buffer.from('\x89PNG\r\n\x1a\n rest', 'latin1');
  it.each([
    ['p.png', PNG, 'image/png'],
    ['p.html', PNG, 'image/png'],
    ['p', PNG, 'image/png'],
    ['p.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'image/jpeg'],
    ['p.gif', Buffer.from('GIF89a'), 'image/gif'],
    ['p.webp', Buffer.from('RIFF....WEBPVP8 '), 'image/webp'],
    ['p.svg', Buffer.from('<svg/>'), 'image/svg+xml'],
    ['p.html', Buffer.from('<script>1</script>'), 'text/html; charset=utf-8'],
    ['p.JSON', Buffer.from('{}'), 'application/json; charset=utf-8'],
    ['p.exe', Buffer.from('MZ'), 'application/octet-stream'],
    ['p', Buffer.from('<script>1</script>'), 'application/octet-stream'],
    ['empty', Buffer.alloc(0), 'application/octet-stream'],
  ])('%s, %j, is %s', async (path, bytes, type) => {
    await put(`types/${path}`, bytes, MING);
    for (const method of ['GET', 'HEAD']) {
      const answer = await send(local.url, { method, path: at(`types/${path}`) });
      expect(answer.bytes).toEqual(method === 'GET' ? bytes : Buffer.alloc(0));
      expect(answer.headers).toMatchObject({
        'content-type': type,
        'content-length': String(bytes.length),
        'x-content-type-options': 'nosniff',
        'content-security-policy': expect.stringMatching(/^sandbox; default-src 'none';/),
      });
    }
  });
});

describe('too much, or too little', () => {
  const LIMIT = 50 * 1024 * 1024;

  it('fifty megabytes are taken, one byte more is not, whether it is announced or not', async () => {
    const most = Buffer.alloc(LIMIT, 'x');
    expect((await put('most.bin', most, MING)).status).toBe(200);
    expect((await get('most.bin')).bytes.equals(most)).toBe(true);
    const refused = { status: 413, code: 'EXCEED_UPLOAD_MAXFILESIZE' };
    const over = Buffer.alloc(LIMIT + 1);
    expect(refusalIn(await put('most.bin', over, MING))).toMatchObject(refused);
    const stream = new Blob([over]).stream();
    const headers = { 'x-wx-openid': MING };
    const chunked: RequestInit & { duplex: 'half' } = {
      method: 'PUT',
      headers,
      body: stream,
      duplex: 'half',
    };
    const answer = await fetch(`${local.url}${at('most.bin')}`, chunked);
    expect({ status: answer.status, ...((await answer.json()) as object) }).toMatchObject(refused);
    expect((await get('most.bin')).bytes.length).toBe(LIMIT);
  });

  it('an upload that is cut off changes nothing', async () => {
    await put('cut.txt', 'whole', MING);
    const { hostname, port } = new URL(local.url);
    const socket = createConnection(Number(port), hostname);
    const head = `PUT /cloud/files/cut.txt HTTP/1.1\r\nhost: x\r\nx-wx-openid: ${MING}\r\ncontent-length: 10\r\n\r\n`;
    await new Promise<void>((resolve) => socket.write(`${head}half`, () => resolve()));
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.destroy();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(String((await get('cut.txt')).bytes)).toBe('whole');
  });
});
