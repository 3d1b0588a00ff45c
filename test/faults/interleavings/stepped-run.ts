import type { Documents } from '../../../cloudfunctions/platform/documents';
import { VERBS } from '../../support/faults';

type Verb = (typeof VERBS)[number];

const nothing = (): void => undefined;

/** One run of a function that goes only as far as it is told, so that two of them meet where they should. Left alone, it is gone. */
export class SteppedRun<Answer> {
  readonly #begin: () => Promise<Answer>;
  #answer: Promise<Answer> | undefined;
  #stop = '';
  #arrive = nothing;
  #goOn = nothing;

  constructor(documents: Documents, run: (documents: Documents) => Promise<Answer>) {
    const calls = VERBS.map((verb) => [
      verb,
      async (collection: string, ...rest: unknown[]) => {
        await this.#pass(`${verb} ${collection}`);
        return (documents[verb] as (...args: unknown[]) => Promise<unknown>)(collection, ...rest);
      },
    ]);
    this.#begin = () => run({ callCount: 0, ...Object.fromEntries(calls) } as Documents);
  }

  /** Goes on until it stands before the next call of this kind. */
  async upTo(verb: Verb, collection: string): Promise<void> {
    this.#stop = `${verb} ${collection}`;
    const arrived = new Promise<void>((resolve) => (this.#arrive = resolve));
    const ended = this.#walk().then(() =>
      Promise.reject(new Error(`it never came to ${verb} ${collection}`)),
    );
    await Promise.race([arrived, ended]);
  }

  toEnd(): Promise<Answer> {
    this.#stop = '';
    return this.#walk();
  }

  #walk(): Promise<Answer> {
    this.#goOn();
    this.#answer ??= this.#begin();
    return this.#answer;
  }

  async #pass(where: string): Promise<void> {
    if (where !== this.#stop) return;
    const going = new Promise<void>((resolve) => (this.#goOn = resolve));
    this.#arrive();
    await going;
  }
}
