import type { Documents } from '../../cloudfunctions/platform/documents';

/** Every call that goes to the database. */
export const VERBS = [
  'get',
  'getMany',
  'getNewest',
  'insert',
  'insertMany',
  'replaceIf',
  'changeIf',
  'dropItems',
  'find',
  'count',
] as const satisfies readonly Exclude<keyof Documents, 'callCount'>[];

/** What happens to one call to the database: nothing, it never arrives, or its answer is lost on the way back. */
export type Fault = 'none' | 'before' | 'after';

export class LostCall extends Error {}

/** The real documents, with a fault for each call in turn; when they are used up, nothing goes wrong any more. */
export function withFaults(documents: Documents, faults: Iterator<Fault>): Documents {
  const faulty = Object.fromEntries(
    VERBS.map((verb) => [
      verb,
      async (...args: unknown[]) => {
        const fault = faults.next().value as Fault | undefined;
        if (fault === 'before') throw new LostCall(`${verb} never arrived`);
        const result = await (documents[verb] as (...args: unknown[]) => Promise<unknown>)(...args);
        if (fault === 'after') throw new LostCall(`the answer of ${verb} was lost`);
        return result;
      },
    ]),
  );
  return { callCount: 0, ...faulty } as unknown as Documents;
}
