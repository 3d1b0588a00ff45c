import { describe, expect, it } from '@jest/globals';
import { createHash, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { vaultOf } from './vault';

const vault = vaultOf('a secret of a deployment', randomBytes);

describe('the vault', () => {
  it('opens what it has sealed, whatever it is, and seals it another way each time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        const [one, other] = [vault.seal(text, 'sealed address'), vault.seal(text, 'sealed address')];
        expect(one).not.toBe(other);
        expect([one, other].map((sealed) => vault.open(sealed, 'sealed address'))).toEqual([text, text]);
        expect(one).toMatch(/^[\w-]+$/);
      }),
    );
  });

  it('opens nothing that was changed, cut, made up, sealed for another purpose, or under another secret', () => {
    const sealed = vault.seal('CODE-2468', 'sealed code');
    const bytes = Buffer.from(sealed, 'base64url');
    for (let index = 0; index < bytes.length; index += 1) {
      const changed = Buffer.from(bytes);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(vault.open(changed.toString('base64url'), 'sealed code')).toBeUndefined();
      expect(vault.open(bytes.subarray(0, index).toString('base64url'), 'sealed code')).toBeUndefined();
    }
    for (const nonsense of ['', 'x', '中文', randomBytes(60).toString('base64url')]) {
      expect(vault.open(nonsense, 'sealed code')).toBeUndefined();
    }
    expect(vault.open(sealed, 'sealed address')).toBeUndefined();
    expect(vaultOf('another secret', randomBytes).open(sealed, 'sealed code')).toBeUndefined();
  });

  it('knows a text again by its fingerprint, which says nothing of the text', () => {
    const print = vault.fingerprintOf('CODE-2468');
    expect(print).toMatch(/^[\w-]{43}$/);
    expect(vault.fingerprintOf('CODE-2468')).toBe(print);
    expect(vault.fingerprintOf('CODE-2469')).not.toBe(print);
    expect(vaultOf('another secret', randomBytes).fingerprintOf('CODE-2468')).not.toBe(print);
    expect(createHash('sha256').update('CODE-2468').digest('base64url')).not.toBe(print);
  });

  it('has one seed a label, 32 bytes long', () => {
    const seed = vault.seedOf('dice:2027-03-01');
    expect(seed).toHaveLength(32);
    expect(vault.seedOf('dice:2027-03-01')).toEqual(seed);
    expect(vault.seedOf('dice:2027-03-02')).not.toEqual(seed);
    expect(vaultOf('another secret', randomBytes).seedOf('dice:2027-03-01')).not.toEqual(seed);
  });
});
