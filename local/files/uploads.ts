import { randomBytes } from 'node:crypto';

/** As long as the address of an upload is good. */
const GOOD_FOR_MS = 15 * 60 * 1000;

/** The permissions that functions got to put one file each, once. Those of a process that ended are gone with it. */
export class Uploads {
  readonly #now: () => number;
  readonly #open = new Map<string, { readonly path: string; readonly untilMs: number }>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** @returns a token that nobody can guess */
  begin(path: string): string {
    const nowMs = this.#now();
    for (const [token, { untilMs }] of this.#open) if (untilMs < nowMs) this.#open.delete(token);
    const token = randomBytes(24).toString('base64url');
    this.#open.set(token, { path, untilMs: nowMs + GOOD_FOR_MS });
    return token;
  }

  /** Whether it was good for this path; from now on it isn't. */
  take(token: string, path: string): boolean {
    const upload = this.#open.get(token);
    this.#open.delete(token);
    return upload?.path === path && upload.untilMs >= this.#now();
  }
}
