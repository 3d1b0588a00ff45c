export interface Callbacks {
  success?: (result: object) => void;
  fail?: (result: object) => void;
  complete?: (result: object) => void;
}

export type Options = Callbacks & Record<string, unknown>;
export type Api = (...args: never[]) => unknown;
export type Area = Record<string, Api>;

/** What an option says, if it is text or a number. */
export function textOf(value: unknown, otherwise = ''): string {
  return (typeof value === 'string' && value !== '') || typeof value === 'number' ? String(value) : otherwise;
}

/** A failure that WeChat reports with fields besides its message. */
export class Failure extends Error {
  constructor(
    message: string,
    readonly fields: Record<string, unknown> = {},
  ) {
    super(message);
  }
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export function failureOf(api: string, error: unknown): { errMsg: string } {
  return {
    errMsg: `${api}:fail ${messageOf(error)}`.trimEnd(),
    ...(error instanceof Failure ? error.fields : {}),
  };
}

export function answersByCallback({ success, fail, complete }: Callbacks = {}): boolean {
  return Boolean(success || fail || complete);
}

/** What an option must be; WeChat says so in these words. */
export function requiredText(options: Options, name: string): string {
  const value = options[name];
  if (typeof value === 'string') return value;
  const kind = Object.prototype.toString.call(value).slice(8, -1);
  throw new Error(`parameter error: parameter.${name} should be String instead of ${kind};`);
}

/** Answers as WeChat does: through the callbacks if there is one, else through a promise. */
export function answer(
  api: string,
  options: Options | undefined,
  work: () => object | void | Promise<object | void>,
): Promise<object> | undefined {
  const outcome = Promise.resolve()
    .then(work)
    .then((result) => ({ errMsg: `${api}:ok`, ...result }));
  const { success, fail, complete } = options ?? {};
  if (!answersByCallback(options)) {
    return outcome.catch((error: unknown) => {
      const failure = failureOf(api, error);
      throw Object.assign(new Error(failure.errMsg), failure);
    });
  }
  void outcome.then(
    (result) => {
      guarded(success, result);
      guarded(complete, result);
    },
    (error: unknown) => {
      const failure = failureOf(api, error);
      if (!fail) console.error(failure.errMsg);
      guarded(fail, failure);
      guarded(complete, failure);
    },
  );
  return undefined;
}

function guarded(callback: ((result: object) => void) | undefined, result: object): void {
  try {
    callback?.(result);
  } catch (error) {
    window.reportError(error);
  }
}
