import { describe, expect, it } from '@jest/globals';
import { measureSizes } from './sizes';

/**
 * Exact, so that whoever makes an entry fatter or a post dearer sees it here. `npm run bench -- ledger` holds the same
 * figures against what they ought to be: 4096 B, 600 B and 0.3 calls.
 */
describe('two months of an eager member', () => {
  it('cost exactly so many bytes and calls', async () => {
    const { posts, accountP99Bytes, largestEntryBytes, callsPerPost, copyCallsPerPost } =
      await measureSizes();
    expect({ posts, accountP99Bytes, largestEntryBytes }).toEqual({
      posts: 106,
      accountP99Bytes: 3_508,
      largestEntryBytes: 653,
    });
    expect([callsPerPost * posts, copyCallsPerPost * posts].map(Math.round)).toEqual([310, 52]);
    expect(accountP99Bytes).toBeLessThanOrEqual(4_096);
  });
});
