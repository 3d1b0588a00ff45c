import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { simulate } from './ledger/simulate';

const SEEDS = 500;

describe('the ledger under every fault that the database and the network know', () => {
  it(`keeps its invariants in ${SEEDS} seeds`, async () => {
    // In a process of its own: in jest's sandbox each step takes five times as long.
    const args = ['--import', 'tsx', path.join(__dirname, 'run.ts'), 'ledger', '--seeds', String(SEEDS)];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    expect(stdout).toContain(`No violation in ${SEEDS} seeds from 1 on.`);
    const [, answers, lost] = /(\d+) answers, .* (\d+) of them lost/.exec(stdout) ?? [];
    // Seeds in which nobody asks for anything and nothing gets lost would prove nothing.
    expect(Number(answers)).toBeGreaterThan(50 * SEEDS);
    expect(Number(lost)).toBeGreaterThan(5 * SEEDS);
  }, 300_000);

  it('tells the same story for the same seed, and another one for another', async () => {
    const [one, again, other] = [await simulate(7, true), await simulate(7, true), await simulate(8, true)];
    expect(again).toEqual(one);
    expect(one.trace.length).toBeGreaterThan(100);
    expect(other.trace).not.toEqual(one.trace);
  });
});
