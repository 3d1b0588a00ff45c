import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { faceOf, memberIdOf } from './index';

describe('the member id', () => {
  it('is the same for the same openid, key and generation, and another for any other', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(memberIdOf(a, 'key')).toBe(memberIdOf(a, 'key'));
        if (a !== b) expect(memberIdOf(a, 'key')).not.toBe(memberIdOf(b, 'key'));
        expect(memberIdOf(a, 'key', 2)).not.toBe(memberIdOf(a, 'key', 1));
        expect(memberIdOf(a, 'other key')).not.toBe(memberIdOf(a, 'key'));
        expect(memberIdOf(a, 'key')).toMatch(/^[A-Za-z0-9_-]{24}$/);
      }),
    );
  });
});

describe('the face of a member without a nickname', () => {
  it('is stable, has a name in Chinese and one of the drawn avatars', () => {
    fc.assert(
      fc.property(fc.string(), (memberId) => {
        const face = faceOf(memberId);
        expect(face).toEqual(faceOf(memberId));
        expect(face.displayName).toMatch(/^[\u4e00-\u9fff]{4,6}$/u);
        expect(face.avatar).toBeGreaterThanOrEqual(1);
        expect(face.avatar).toBeLessThanOrEqual(8);
      }),
    );
  });
});
