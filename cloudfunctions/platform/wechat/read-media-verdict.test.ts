import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readMediaVerdict } from './read-media-verdict';

const push = {
  ToUserName: 'gh_0123456789ab',
  FromUserName: 'wechat',
  CreateTime: 1626959646,
  MsgType: 'event',
  Event: 'wxa_media_check',
  appid: 'wx0123456789abcdef',
  trace_id: '60f96f1d-3845297a-1976a3ce',
  version: 2,
  detail: [{ strategy: 'content_model', errcode: 0, suggest: 'pass', label: 100, prob: 90 }],
  errcode: 0,
  errmsg: 'ok',
  result: { suggest: 'risky', label: 20002 },
};
const traceId = push.trace_id;

describe('the push of a checked picture', () => {
  it('tells what was found', () => {
    expect(readMediaVerdict(push)).toEqual({ traceId, verdict: 'risky', label: 20002 });
  });

  it.each([
    [{ errcode: -1008, result: undefined }, -1008],
    [{ errcode: -1008 }, -1008],
    [{ result: undefined }, 0],
  ])('with %j says of a picture that it was not checked', (change, errcode) => {
    const message = `wxa_media_check: ${errcode}`;
    expect(readMediaVerdict({ ...push, ...change })).toEqual({ traceId, refused: 'NOT_CHECKED', message });
  });

  it.each([
    [{ Event: 'user_authorization_revoke' }],
    [{ MsgType: 'text' }],
    [{ trace_id: '' }],
    [{ trace_id: undefined }],
    [{ result: { suggest: 'fine', label: 1 } }],
    [{ errcode: 'ok' }],
  ])('with %j is none', (change) => {
    expect(readMediaVerdict({ ...push, ...change })).toMatchObject({ refused: 'NOT_A_VERDICT' });
  });

  it('anything at all is read without a throw, and passes nothing that does not say so', () => {
    fc.assert(
      fc.property(fc.anything(), (message) => {
        expect(readMediaVerdict(message)).toMatchObject({ refused: 'NOT_A_VERDICT' });
      }),
    );
  });
});
