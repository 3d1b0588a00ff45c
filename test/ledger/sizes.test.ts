import { describe, expect, it } from '@jest/globals';
import { measureSizes } from './sizes';

/** Exact, so that whoever makes an entry fatter or a post dearer sees it here; and within what was promised. */
describe('two months of an eager member', () => {
  it('cost exactly so many bytes and calls', async () => {
    const { posts, accountP99Bytes, largestEntryBytes, callsPerPost, copyCallsPerPost } =
      await measureSizes();
    expect({ posts, accountP99Bytes, largestEntryBytes }).toEqual({
      posts: 108,
      accountP99Bytes: 3_979,
      largestEntryBytes: 516,
    });
    expect([callsPerPost * posts, copyCallsPerPost * posts].map(Math.round)).toEqual([287, 26]);
    expect(accountP99Bytes).toBeLessThanOrEqual(4_096);
    expect(largestEntryBytes).toBeLessThanOrEqual(600);
    expect(copyCallsPerPost).toBeLessThanOrEqual(0.3);
  });
});
