import type { MemberCall } from '../call';
import type { Answer } from '../members';

export type CheckedTexts =
  | { readonly hasTextInReview: boolean }
  | { readonly refusal: 'ANSWER_REFUSED'; readonly questionId: string }
  | { readonly refusal: 'CHECK_UNAVAILABLE' };

/** People read these: each is checked before anybody does. */
export async function checkedTexts(
  { wechat }: Pick<MemberCall, 'wechat'>,
  answers: readonly Answer[],
): Promise<CheckedTexts> {
  const texts = answers.flatMap(({ questionId, text }) => (text ? [{ questionId, text }] : []));
  const verdicts = await Promise.all(
    texts.map(async ({ questionId, text }) => ({
      questionId,
      checked: await wechat.checkText({ text, scene: 'profile' }),
    })),
  );
  if (verdicts.some(({ checked }) => 'refused' in checked)) return { refusal: 'CHECK_UNAVAILABLE' };
  const found = (verdict: string) =>
    verdicts.find(({ checked }) => 'verdict' in checked && checked.verdict === verdict);
  const risky = found('risky');
  if (risky) return { refusal: 'ANSWER_REFUSED', questionId: risky.questionId };
  return { hasTextInReview: found('review') !== undefined };
}
