import { jsonOf, sizeBytesOf, type Panel } from '../panel';
import { answer, failureOf, type Options } from './answer';

/** What the panel's log says instead of the call's own name and options. */
interface Called {
  name: string;
  input: unknown;
}

/** `answer`, and the panel hears what was called with what, and what came of it. */
export type ToldAnswer = (
  api: string,
  options: Options | undefined,
  work: () => object | void | Promise<object | void>,
  called?: Called,
) => Promise<object> | undefined;

export function toldAnswer(panel: Panel): ToldAnswer {
  if (!panel.isThere) return answer;
  return (api, options, work, called = { name: api, input: options ?? {} }) => {
    const atMs = Date.now();
    const from = performance.now();
    const input = jsonOf(called.input);
    const tell = (given: object, isFailure: boolean) => {
      const text = jsonOf(given);
      const tookMs = Math.round(performance.now() - from);
      panel.tellLater(() => ({
        kind: 'call',
        call: {
          atMs,
          name: called.name,
          input: JSON.parse(input) as unknown,
          answer: JSON.parse(text) as unknown,
          isFailure,
          tookMs,
          answerBytes: sizeBytesOf(text),
        },
      }));
    };
    return answer(api, options, async () => {
      try {
        const result = { errMsg: `${api}:ok`, ...(await work()) };
        tell(result, false);
        return result;
      } catch (error) {
        tell(failureOf(api, error), true);
        throw error;
      }
    });
  };
}
