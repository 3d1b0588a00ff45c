import type { Interleaving } from './interleavings';

/** One deliberate defect: a change of the source text that the tests must notice. */
export interface Mutant {
  readonly name: string;
  readonly edits: readonly Edit[];
  /** What a reader could think, and why it is wrong. */
  readonly why: string;
  /** Where it shows, if seeds come to it too seldom. */
  readonly interleaving?: Interleaving;
}

export interface Edit {
  /** From the root of the repository. */
  readonly file: string;
  /** Stands there exactly once; otherwise the list is out of date, and the run fails. */
  readonly find: string;
  readonly replace: string;
}

/** @param edits File, what stands there, and what stands there instead. */
export const mutant = (
  name: string,
  why: string,
  ...edits: readonly (readonly [string, string, string])[]
): Mutant => ({
  name,
  why,
  edits: edits.map(([file, find, replace]) => ({ file, find, replace })),
});

export const shownIn = (interleaving: Interleaving, defect: Mutant): Mutant => ({ ...defect, interleaving });
