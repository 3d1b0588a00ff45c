import { expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { checkPicture } from './check-picture';
import { checkText } from './check-text';
import type { WeChatLine } from './line';
import { riskRankOf } from './risk-rank-of';
import { sendSubscribeMessage } from './send-subscribe-message';
import { sessionOf } from './session-of';

const answering = (answer: unknown): WeChatLine => ({
  callJson: () => Promise.resolve(answer),
  getJson: () => Promise.resolve(answer),
  callCompatible: () => Promise.reject(new Error('not asked')),
  budgetMs: 1,
  sleep: () => Promise.resolve(),
  random: () => 0,
});
const credentials = { appid: 'wx', appSecret: 'secret' };
const message = { openid: 'o', templateId: 't', page: 'p', values: { thing1: 'a' } };
const picture = { openid: 'o', url: 'https://example.com/a.png', scene: 'profile' } as const;

const askAll = (answer: unknown) => {
  const line = answering(answer);
  return Promise.all([
    checkText(line, { openid: 'o', text: 'a', scene: 'forum' }),
    checkPicture(line, picture),
    sessionOf(line, credentials, { code: 'c' }),
    sendSubscribeMessage(line, message),
  ]);
};

it.each([
  undefined,
  null,
  '',
  '<html>',
  [],
  {},
  { errcode: '0' },
  { errcode: 0, result: { suggest: 'fine', label: 1 }, trace_id: 1, session_key: '', openid: 'o' },
])('%j is not believed by any call that needs to know', async (answer) => {
  const isSent = (answer as { errcode?: unknown } | null | undefined)?.errcode === 0;
  const unreadable = { refused: 'UNREADABLE_ANSWER', message: expect.any(String) };
  expect(await askAll(answer)).toEqual([unreadable, unreadable, unreadable, isSent ? 'sent' : unreadable]);
});

it('whatever is answered, nothing is thrown, and what is not an errcode of 0 sent nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.anything(), async (answer) => {
      const [, , , sent] = await askAll(answer);
      if (sent === 'sent') expect(answer).toMatchObject({ errcode: 0 });
      const line = answering(answer);
      const rank = await riskRankOf(line, 'wx', { openid: 'o', clientIp: '::1', scene: 'ugc' });
      expect([0, 1, 2, 3, 4, 'unknown']).toContain(rank);
    }),
  );
});

it.each([new Error('a secret'), 'a secret', null, { code: 7 }])('%j is no answer', async (thrown) => {
  const getJson = jest.fn<WeChatLine['callJson']>().mockRejectedValue(thrown);
  const line = { ...answering(0), getJson };
  const outcome = await sessionOf(line, credentials, { code: 'c' });
  expect(outcome).toMatchObject({ refused: 'WECHAT_UNAVAILABLE' });
  expect(JSON.stringify(outcome)).not.toContain('a secret');
});
