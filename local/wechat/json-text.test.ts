import { expect, it } from '@jest/globals';
import { jsonIn, loggedBody, objectIn } from './json-text';

it('reads JSON, and says where there is none', () => {
  expect(jsonIn('[1]')).toEqual([1]);
  expect(jsonIn('')).toBeUndefined();
  expect(objectIn('{"a":1}')).toEqual({ a: 1 });
  expect(objectIn('[1]')).toBeUndefined();
  expect(objectIn('null')).toBeUndefined();
});

it('keeps no body that is too long for the log', () => {
  expect(loggedBody('{"a":1}')).toEqual({ a: 1 });
  expect(loggedBody('not JSON')).toBe('not JSON');
  expect(loggedBody(JSON.stringify({ a: 'x'.repeat(100_000) }))).toHaveLength(4097);
});
