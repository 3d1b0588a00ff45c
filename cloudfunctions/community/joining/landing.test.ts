import { describe, expect, it } from '@jest/globals';
import type { Member } from '../members';
import { broughtBy } from './landing';

const caller = { memberId: 'caller', nowMs: 1_000 };
const code = { found: 'valid', code: 'abcdefABCDEF', channel: 'poster', campaign: 'spring' } as const;
const inviter = (standing: Member['standing']) => ({ standing }) as Member;
const touch = { channel: 'poster', campaign: 'spring', code: 'abcdefABCDEF', atMs: 1_000, isFinal: false };

describe('what a code brings', () => {
  it('is its channel, its campaign, and the member who showed it', () => {
    expect(broughtBy({ ...code, inviterId: 'host' }, caller, inviter('admitted'))).toEqual({
      landing: 'valid',
      touch: { ...touch, inviterId: 'host' },
    });
    expect(broughtBy({ ...code, inviterId: '' }, caller, undefined)).toEqual({
      landing: 'valid',
      touch: { ...touch, inviterId: '' },
    });
  });

  it.each([undefined, inviter('rejected'), inviter('visitor')])(
    'is the channel alone where the inviter is gone, or never was there',
    (gone) => {
      expect(broughtBy({ ...code, inviterId: 'host' }, caller, gone)).toEqual({
        landing: 'inviter_gone',
        touch: { ...touch, inviterId: '' },
      });
    },
  );

  it('is nothing where one scans oneself, or what is no code any more', () => {
    expect(broughtBy({ ...code, inviterId: 'caller' }, caller, inviter('admitted'))).toEqual({
      landing: 'own',
      touch: null,
    });
    for (const found of ['malformed', 'unknown', 'revoked', 'expired'] as const) {
      expect(broughtBy({ found }, caller, undefined)).toEqual({ landing: found, touch: null });
    }
  });
});
