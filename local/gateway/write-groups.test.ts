import { describe, expect, it } from '@jest/globals';
import { WriteGroups } from './write-groups';

describe('group commit', () => {
  /** Groups whose commits are noted by what their works returned. */
  function watched(fail: (at: number) => boolean = () => false) {
    const commits: string[][] = [];
    let begun: string[] = [];
    const groups = new WriteGroups((runAll) => {
      begun = [];
      runAll();
      commits.push(begun);
      if (fail(commits.length)) throw new Error('the disk is full');
    });
    const join = (name: string): Promise<string> =>
      groups.join(() => {
        begun.push(name);
        return name;
      });
    return { groups, commits, join };
  }

  it('works that wait together run in their order and share one commit', async () => {
    const { commits, join } = watched();
    expect(await Promise.all(['a', 'b', 'c'].map(join))).toEqual(['a', 'b', 'c']);
    await join('d');
    expect(commits).toEqual([['a', 'b', 'c'], ['d']]);
  });

  it('waits a turn longer while each turn brings more', async () => {
    const { commits, join } = watched();
    const now = [join('a'), join('b')];
    const later = new Promise<string>((resolve) => setImmediate(() => resolve(join('c'))));
    await Promise.all([...now, later]);
    expect(commits).toEqual([['a', 'b', 'c']]);
  });

  it('does not grow for ever: who came first is answered while others still come', async () => {
    const { commits, join } = watched();
    let answered = false;
    const first = join('a').then(() => (answered = true));
    for (let at = 0; !answered && at < 1000; at += 1) {
      void join(`later ${at}`);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await first;
    expect(commits[0]?.length).toBeLessThanOrEqual(70);
  });

  it('a commit that fails is an error for each of its group and for nobody else', async () => {
    const { join } = watched((at) => at === 1);
    const results = await Promise.allSettled(['a', 'b'].map(join));
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await join('c')).toBe('c');
  });

  it('is settled when everything that waited is answered', async () => {
    const { groups, commits, join } = watched();
    void join('a');
    await groups.settled();
    expect(commits).toEqual([['a']]);
  });
});
