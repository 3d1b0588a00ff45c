import type { WeChatLine } from './line';
import type { WeChatRefused } from './refusal';

const TRIES = 3;
const WAIT_MS = 100;

interface Trial<Reply> {
  readonly api: string;
  /** Whether it does no harm to ask again what may have been answered already. */
  readonly mayRepeat: boolean;
  readonly ask: (timeoutMs: number) => Promise<Reply>;
}

/** Thrown by a trial whose answer is as good as none. */
export class NoAnswer extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** The document of each call: "system busy, try again later". */
export const BUSY = -1;

/** Asks until it is answered, but no more often than is safe; each wait is chance, and longer than the one before. */
export async function tried<Reply>(
  { budgetMs, sleep, random }: WeChatLine,
  { api, mayRepeat, ask }: Trial<Reply>,
): Promise<{ readonly reply: Reply } | WeChatRefused> {
  const tries = mayRepeat ? TRIES : 1;
  for (let made = 1; ; made++) {
    try {
      return { reply: await ask(budgetMs / tries) };
    } catch (error) {
      if (made === tries) return { refused: 'WECHAT_UNAVAILABLE', message: `${api}: ${codeOf(error)}` };
      await sleep(random() * WAIT_MS * 2 ** made);
    }
  }
}

/** The SDK's code alone: its messages may repeat what was sent. */
function codeOf(error: unknown): string {
  const { code } = (error ?? {}) as { readonly code?: unknown };
  if (typeof code === 'string' || typeof code === 'number') return String(code);
  return error instanceof Error ? error.name : 'no answer';
}
