import { memberAction } from '../call';
import { profileReviewsContract } from './contract';
import { MEMBERS, type Member } from './store';

const REVIEWS_A_PAGE = 50;

/** What WeChat's check left to a person, longest waiting first. */
export const profileReviews = memberAction(profileReviewsContract, async ({ documents }) => {
  const members = await documents.find<Member>(
    MEMBERS,
    { reviewSinceMs: { gt: 0 } },
    { orderBy: [['reviewSinceMs', 'asc']], limit: REVIEWS_A_PAGE },
  );
  const reviews = members.flatMap(({ _id: memberId, personal }) =>
    (['nickname', 'picture'] as const).flatMap((part) => {
      const given = personal[part];
      return given?.state === 'review'
        ? [{ memberId, part, value: given.value, sinceMs: given.sinceMs }]
        : [];
    }),
  );
  return { data: { reviews } };
});
