import { beforeAll, describe, expect, it } from '@jest/globals';
import { measureSizes, type Sizes } from './sizes';

describe('two months of an eager member', () => {
  let sizes: Sizes;
  beforeAll(async () => {
    sizes = await measureSizes();
  });

  it('cost exactly so many bytes and calls, so that whoever makes an entry fatter or a post dearer sees it', () => {
    const { posts, accountP99Bytes, largestEntryBytes, callsPerPost, copyCallsPerPost } = sizes;
    expect({ posts, accountP99Bytes, largestEntryBytes }).toEqual({
      posts: 170,
      accountP99Bytes: 4_000,
      largestEntryBytes: 552,
    });
    expect([callsPerPost * posts, copyCallsPerPost * posts].map(Math.round)).toEqual([491, 45]);
  });

  it('stay within what was promised', () => {
    expect(sizes.accountP99Bytes).toBeLessThanOrEqual(4_096);
    expect(sizes.largestEntryBytes).toBeLessThanOrEqual(600);
    expect(sizes.copyCallsPerPost).toBeLessThanOrEqual(0.3);
  });
});
