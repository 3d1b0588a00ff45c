import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isPushAnswered } from './answered';

it.each([
  [200, '', true],
  [200, 'success', true],
  [200, '{"ErrCode":0,"ErrMsg":"success"}', true],
  [200, '{"demo_resp":"good luck"}', true],
  [200, '{"ErrCode":1,"ErrMsg":"busy"}', false],
  [200, '{"ErrCode":"0"}', false],
  [200, 'fail', false],
  [200, '<html>', false],
  [204, '', false],
  [500, 'success', false],
  [0, '', false],
])('%i %j: %s', (status, body, isAnswered) => expect(isPushAnswered(status, body)).toBe(isAnswered));

it('whatever the body, nothing but 200 is an answer', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 599 }), fc.string(), (status, body) => {
      expect(isPushAnswered(status, body) && status !== 200).toBe(false);
    }),
  );
});
