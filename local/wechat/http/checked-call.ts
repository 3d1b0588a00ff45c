import * as v from 'valibot';
import { refused, type Reply } from './json';

/** A call that hears only of what its schema lets pass; the rest is answered with 400. */
export type CheckedCall<Context> = (context: Context, body: unknown) => Promise<Reply>;

export const checkedCall =
  <Context, Ask>(
    schema: v.GenericSchema<unknown, Ask>,
    answer: (context: Context, ask: Ask) => Reply | Promise<Reply>,
  ): CheckedCall<Context> =>
  async (context, body) => {
    const ask = v.safeParse(schema, body);
    if (ask.success) return answer(context, ask.output);
    const [issue] = ask.issues;
    return refused(400, 'INVALID_INPUT', `${v.getDotPath(issue) ?? 'the body'}: ${issue.message}`);
  };
