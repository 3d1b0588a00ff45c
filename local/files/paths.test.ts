import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ENV_ID, send, startTestFiles, type TestFiles } from './testing';

let local: TestFiles;
beforeAll(async () => {
  local = await startTestFiles();
});
afterAll(() => local.close());

/** Every name below the parent of the folder, of which the gateway's are not ours. */
function namesOutside(): string[] {
  return readdirSync(dirname(local.folder), { recursive: true })
    .map(String)
    .filter((name) => !name.startsWith('data') && !/^files(\/[0-9a-f]{64})?$/.test(name));
}

const lengthOfList = async (): Promise<number> =>
  ((await (await fetch(`${local.url}/cloud/files`)).json()) as unknown[]).length;

/** What leads somewhere else in some file system or address, and what doesn't. */
const piece = fc.constantFrom(
  ...[
    '..',
    '.',
    '/',
    '//',
    '\\',
    '..\\',
    '%2e%2e',
    '%2F',
    '%5c',
    '%00',
    '%',
    '?',
    '#',
    'C:',
    'con',
    '~',
    ' ',
  ],
  ...['a', 'B', '头像', 'é', '-', '!', '_', '*', '.png', '\0', '\ud800', '\u202e', 'x'.repeat(300)],
);
const anyPath = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join('')),
  fc.stringMatching(/^[a-zA-Z0-9_.*!-]{1,12}(\/[一-龥a-z.]{1,12}){0,4}$/),
);

describe('any text as a path', () => {
  it('is refused by name, or the file comes back under it; nothing is ever written outside of the folder', async () => {
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(anyPath, fc.uint8Array({ maxLength: 50 }), async (path, content) => {
        const answer = local.files.forFunctions.openUpload(path);
        if (!answer.ok) {
          expect(answer).toEqual({
            ok: false,
            code: 'INVALID_PARAM',
            message: expect.stringMatching(/^path: ./),
          });
          return;
        }
        taken += 1;
        const bytes = Buffer.from(content);
        expect((await fetch(answer.uploadUrl, { method: 'PUT', body: bytes })).status).toBe(200);
        const url = local.files.forFunctions.downloadUrl(answer.fileID);
        expect(answer.fileID).toBe(`cloud://${ENV_ID}.local-bucket/${path}`);
        if (!url.ok) throw new Error(url.message);
        // As browsers ask, and as the SDK does.
        for (const address of [url.url, encodeURI(url.url)]) {
          expect(Buffer.from(await (await fetch(address)).arrayBuffer())).toEqual(bytes);
        }
      }),
      { numRuns: 400 },
    );
    expect(taken).toBeGreaterThan(50);
    expect(namesOutside()).toEqual([]);
  });

  it('also as the address of a PUT, whatever a phone makes of it', async () => {
    const address = fc.oneof(
      fc.array(piece, { maxLength: 6 }).map((pieces) => encodeURI(pieces.join('').replaceAll('\ud800', ''))),
      fc.array(piece, { maxLength: 6 }).map((pieces) =>
        pieces
          .join('')
          .replaceAll('\ud800', '')
          .replaceAll(/[^\x21-\x7e]/g, (char) => encodeURIComponent(char)),
      ),
    );
    await fc.assert(
      fc.asyncProperty(address, async (name) => {
        const path = `/cloud/files/${name}`;
        const before = await lengthOfList();
        const { status, bytes } = await send(local.url, { method: 'PUT', path, openid: 'ming', body: name });
        if (status === 200) {
          const { fileID } = JSON.parse(String(bytes)) as { fileID: string };
          expect(decodeURIComponent(name.split('?')[0] ?? '')).toBe(fileID.split('.local-bucket/')[1]);
          expect(String((await send(local.url, { method: 'GET', path })).bytes)).toBe(name);
        } else {
          const code = status === 403 ? /^STORAGE_/ : /^INVALID_PARAM$/;
          expect(JSON.parse(String(bytes))).toMatchObject({ ok: false, code: expect.stringMatching(code) });
          expect(await lengthOfList()).toBe(before);
        }
      }),
      { numRuns: 400 },
    );
    expect(namesOutside()).toEqual([]);
  });
});

describe('paths that are refused', () => {
  it.each([
    '',
    '/',
    '/a',
    'a/',
    'a//b',
    '.',
    '..',
    'a/../b',
    '../../etc/passwd',
    'a\\b',
    'a b',
    'a%2fb',
    'a?b',
    'a#b',
    'a\nb',
    'a\0',
    'a\ud800',
    'a<b>',
    'x'.repeat(256),
    '文'.repeat(86),
    `${'abcdefgh/'.repeat(95)}a`,
  ])('%j', (path) => {
    const answer = local.files.forFunctions.openUpload(path);
    expect(answer).toMatchObject({ ok: false, code: 'INVALID_PARAM' });
  });

  it.each(['x'.repeat(255), '文'.repeat(85), `${'abcdefgh/'.repeat(94)}abcd`, '...', 'CON', 'a.b-c_d!e*f'])(
    'but not %j',
    (path) => {
      expect(local.files.forFunctions.openUpload(path)).toMatchObject({ ok: true });
    },
  );
});
