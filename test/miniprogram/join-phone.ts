import { jest } from '@jest/globals';

type Data = Record<string, unknown>;

/** A page as its script defines it, without a view. */
export interface TestPage extends Record<string, unknown> {
  data: Data;
  setData(changes: Data): void;
}

type Told = { readonly ok: boolean } & Data;

/** What the doors answer, by action; a list is answered in turn, its last one for ever. */
export type Answers = Readonly<Record<string, Told | readonly Told[] | null>>;

interface Callbacks {
  readonly success?: (result?: object) => void;
  readonly fail?: (error: object) => void;
}

/** A phone that remembers what the pages did with it. */
export class JoinPhone {
  readonly calls: { readonly action: string; readonly input: unknown }[] = [];
  readonly routes: string[] = [];
  readonly toasts: string[] = [];
  readonly uploads: string[] = [];
  readonly storage = new Map<string, unknown>();
  answers: Answers = {};
  scene = 1001;
  consents = true;
  uploadWorks = true;
  group: object | null = null;
  accepts: 'accept' | 'reject' = 'accept';
  private logins = 0;
  private pages: TestPage[] = [];

  constructor() {
    Object.assign(globalThis, { wx: this.wx(), getCurrentPages: () => this.pages });
  }

  /** Opens a page of the way in, and waits for what it asks. */
  async open(name: string, query: Readonly<Record<string, string>> = {}): Promise<TestPage> {
    let definition: Data = {};
    Object.assign(globalThis, { Page: (given: Data) => (definition = given) });
    const file = `../../miniprogram/packages/join/${name}/index`;
    jest.isolateModules(() => void jest.requireActual(file));
    const page = { ...definition, data: copied(definition['data'] as Data) } as TestPage;
    page.setData = (changes) => {
      for (const [path, value] of Object.entries(changes)) place(page.data, path, value);
    };
    this.pages = [page];
    for (const method of ['onLoad', 'onShow']) await run(page, method, query);
    return page;
  }

  leave(): void {
    this.pages = [];
  }

  inputsOf(action: string): unknown[] {
    return this.calls.filter((call) => call.action === action).map(({ input }) => input);
  }

  private answerTo(action: string): Told {
    const told = this.answers[action];
    if (told === undefined || told === null) throw new Error('the network is gone');
    if (!Array.isArray(told)) return told as Told;
    const before = this.inputsOf(action).length - 1;
    return told[Math.min(before, told.length - 1)] as Told;
  }

  private wx(): object {
    const route = (name: string) => ({
      [name]: ({ url = '', ...more }: { url?: string; complete?(): void } = {}) => {
        this.routes.push(`${name} ${url}`.trim());
        more.complete?.();
        return Promise.resolve();
      },
    });
    const settle = ({ success, fail }: Callbacks, result: object | null) =>
      result ? success?.(result) : fail?.({});
    return {
      ...['navigateTo', 'redirectTo', 'switchTab', 'navigateBack'].reduce(
        (all, name) => ({ ...all, ...route(name) }),
        {},
      ),
      cloud: {
        callFunction: async ({ data }: { data: { action: string; input: unknown } }) => {
          this.calls.push({ action: data.action, input: data.input });
          return Promise.resolve({ result: this.answerTo(data.action) });
        },
        uploadFile: ({ cloudPath }: { cloudPath: string }) => {
          this.uploads.push(cloudPath);
          return this.uploadWorks
            ? Promise.resolve({ fileID: `cloud://env.bucket/${cloudPath}` })
            : Promise.reject(new Error('uploadFile:fail'));
        },
      },
      getAppBaseInfo: () => ({}),
      getEnterOptionsSync: () => ({ scene: this.scene }),
      login: () => Promise.resolve({ code: `login-${(this.logins += 1)}` }),
      getGroupEnterInfo: (options: Callbacks) => settle(options, this.group),
      getPrivacySetting: (options: Callbacks) => settle(options, { needAuthorization: true }),
      requirePrivacyAuthorize: (options: Callbacks) => settle(options, this.consents ? {} : null),
      requestSubscribeMessage: ({ tmplIds }: { tmplIds: string[] }) =>
        Promise.resolve(Object.fromEntries(tmplIds.map((id) => [id, this.accepts]))),
      getStorageSync: (key: string) => this.storage.get(key) ?? '',
      setStorageSync: (key: string, value: unknown) => void this.storage.set(key, structuredClone(value)),
      removeStorageSync: (key: string) => void this.storage.delete(key),
      showToast: ({ title }: { title: string }) => void this.toasts.push(title),
      pageScrollTo: () => undefined,
      stopPullDownRefresh: () => Promise.resolve(),
      vibrateShort: () => Promise.reject(new Error('vibrateShort:fail')),
    };
  }
}

/** Calls a page's own function, and waits until nothing waits any more. */
export async function run(page: TestPage, method: string, ...args: unknown[]): Promise<void> {
  const called = page[method] as ((...given: unknown[]) => unknown) | undefined;
  await called?.apply(page, args);
  await new Promise((resolve) => setImmediate(resolve));
}

/** As it crosses to the view: without functions. */
const copied = (data: Data): Data => JSON.parse(JSON.stringify(data)) as Data;

/** `setData`: `draft.a` and `view.rows[0].b` are places. */
function place(data: Data, path: string, value: unknown): void {
  const steps = path.split(/[.[\]]+/).filter(Boolean);
  const last = steps.pop() ?? '';
  let at = data;
  for (const step of steps) at = at[step] as Data;
  at[last] = value;
}
