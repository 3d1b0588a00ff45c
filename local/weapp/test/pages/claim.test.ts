/** @jest-environment jsdom */
import { describe, expect, test } from '@jest/globals';
import { answerOf } from './answers';
import type { OpenPage } from './open-page';
import { Stage } from './stage';

const stage = Stage.forThisFile();
type Mode = 'offered' | 'byCode' | 'taken' | 'done';
interface Copy {
  readonly modes: Readonly<Record<Mode, { readonly title: string }>>;
  readonly take: string;
  readonly claim: string;
  readonly home: string;
  readonly codeMissing: string;
  readonly offerGone: string;
}
const copy = () => stage.copy<Copy>('claim');

async function open(ownership: Exclude<Mode, 'done'>): Promise<OpenPage> {
  const page = await stage.open('packages/member/claim/index');
  await stage.cloud.next('profile').answer(answerOf('profile', { ownership }));
  return page;
}

describe('a community that is offered', () => {
  test('is claimed by one tap, without a code, and the first page is next', async () => {
    const page = await open('offered');
    await page.tap(copy().take, 4);
    expect(stage.cloud.open('claimOwnership').map(({ input }) => input)).toEqual([{}]);
    await stage.cloud.next('claimOwnership').answer(answerOf('claimOwnership'));
    expect(page.text()).toContain(copy().modes.done.title);
    await page.tap(copy().home);
    expect(stage.phone.routes).toEqual(['switchTab /pages/home/index']);
  });

  test('that somebody else took in between is not offered any more', async () => {
    const page = await open('offered');
    await page.tap(copy().take);
    await stage.cloud.next('claimOwnership').refuse('CLAIM_REFUSED');
    expect(stage.phone.toasts).toEqual([copy().offerGone]);
    await stage.cloud.next('profile').answer(answerOf('profile', { ownership: 'taken' }));
    expect([page.text().includes(copy().modes.taken.title), page.offers(copy().take)]).toEqual([true, false]);
  });
});

describe('a community that takes a code', () => {
  const claim = () => copy().claim;

  test('is not asked for without one', async () => {
    const page = await open('byCode');
    await page.write('   ');
    await page.tap(claim());
    expect([page.offers(copy().codeMissing), stage.cloud.count('claimOwnership')]).toEqual([true, 0]);
  });

  test.each(['CLAIM_REFUSED', 'TOO_MANY_TRIES'] as const)(
    'says %s at the field, until another code is written',
    async (code) => {
      const page = await open('byCode');
      const words = String(stage.copy('refusals')[code]);
      await page.write(' wrong-code ');
      await page.tap(claim());
      expect(stage.cloud.next('claimOwnership').input).toEqual({ code: 'wrong-code' });
      await stage.cloud.next('claimOwnership').refuse(code);
      expect([page.offers(words), stage.phone.toasts]).toEqual([true, []]);
      await page.write('right-code');
      expect(page.offers(words)).toBe(false);
      await page.tap(claim());
      await stage.cloud.next('claimOwnership').answer(answerOf('claimOwnership'));
      expect(page.text()).toContain(copy().modes.done.title);
    },
  );

  test('keeps the code when the answer is lost', async () => {
    const page = await open('byCode');
    await page.write('right-code');
    await page.tap(claim());
    await stage.cloud.next('claimOwnership').lose();
    expect(stage.phone.toasts).toEqual([stage.copy('refusals')['NETWORK_ERROR']]);
    await page.tap(claim());
    expect(stage.cloud.next('claimOwnership').input).toEqual({ code: 'right-code' });
  });
});

test('a community that has its owner can be claimed by nobody', async () => {
  const page = await open('taken');
  expect([page.offers(copy().take), page.offers(copy().claim)]).toEqual([false, false]);
});
