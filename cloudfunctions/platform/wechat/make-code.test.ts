import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { hasSceneCharacters, MAX_SCENE_CHARACTERS } from '../../../local/wechat/code-url';
import { isScene, makeCode } from './make-code';
import { encodeFields } from './protobuf';

const order = { scene: 'i=Q7', page: 'pages/home/home', widthPx: 430 };

/** What comes back at each try, the last one for ever. */
function answering(...answers: readonly unknown[]) {
  let calls = 0;
  const line = {
    callJson: () => Promise.reject(new Error('not asked')),
    getJson: () => Promise.reject(new Error('not asked')),
    callCompatible: () => Promise.resolve(answers[Math.min(calls++, answers.length - 1)]),
    budgetMs: 1,
    sleep: () => Promise.resolve(),
    random: () => 0,
  };
  return { made: () => makeCode(line, order), calls: () => calls };
}

const json = (body: object, httpCode = 200) =>
  encodeFields([
    [1, Buffer.from(JSON.stringify(body))],
    [2, Buffer.from('application/json; encoding=utf-8')],
    [4, httpCode],
  ]);

const JPEG = encodeFields([
  [1, Buffer.from([0xff, 0xd8, 0xff])],
  [2, Buffer.from('image/jpeg')],
]);

describe('what WeChat itself sends', () => {
  it('a JPEG is a code', async () => {
    expect(await answering(JPEG).made()).toEqual({
      bytes: Buffer.from([0xff, 0xd8, 0xff]),
      contentType: 'image/jpeg',
    });
  });

  it.each([
    ['an error on the way', encodeFields([[3, -604101]])],
    ['a server that is down', json({}, 502)],
    ['busy', json({ errcode: -1, errmsg: 'system error' })],
  ])('%s is asked again', async (_what, answer) => {
    const once = answering(answer, JPEG);
    expect(await once.made()).toMatchObject({ contentType: 'image/jpeg' });
    const always = answering(answer);
    expect(await always.made()).toMatchObject({ refused: 'WECHAT_UNAVAILABLE' });
    expect([once.calls(), always.calls()]).toEqual([2, 3]);
  });

  it.each([
    ['no protobuf', Buffer.from('ffff', 'hex')],
    ['no bytes', { result: 'a code' }],
    ['a page', encodeFields([[1, Buffer.from('<html>')]])],
    ['a picture without bytes', encodeFields([[2, Buffer.from('image/jpeg')]])],
    ['JSON without an errcode', json({ ok: true })],
  ])('%s is not believed', async (_what, answer) => {
    const asked = answering(answer);
    expect(await asked.made()).toMatchObject({ refused: 'UNREADABLE_ANSWER' });
    expect(asked.calls()).toBe(1);
  });
});

describe('a scene', () => {
  it('is what the simulator takes for one', () => {
    const near = fc.oneof(
      fc.string({ maxLength: 40, unit: 'binary-ascii' }),
      fc.stringMatching(/^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{0,34}$/),
      fc.string({ maxLength: 3 }),
    );
    fc.assert(
      fc.property(near, (text) => {
        const isTaken = text !== '' && text.length <= MAX_SCENE_CHARACTERS && hasSceneCharacters(text);
        expect(isScene(text)).toBe(isTaken);
      }),
    );
  });
});
