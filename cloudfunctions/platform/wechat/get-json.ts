import { NoAnswer } from './tries';

/**
 * Asks an HTTPS address of WeChat's. Its query may hold a secret, so that no error repeats it, and nobody is followed
 * elsewhere with it.
 * @throws NoAnswer
 */
export async function getJson(
  apiUrl: string,
  path: string,
  query: Readonly<Record<string, string>>,
  timeoutMs: number,
): Promise<unknown> {
  const url = `${apiUrl}${path}?${new URLSearchParams(query).toString()}`;
  try {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
    if (response.status !== 200) throw new NoAnswer(`HTTP ${response.status}`);
    return await response.json();
  } catch (error) {
    throw error instanceof NoAnswer ? error : new NoAnswer(nameOf(error));
  }
}

/** `ECONNREFUSED`, `TimeoutError`, `SyntaxError`: what fetch says beyond that may hold the address. */
function nameOf(error: unknown): string {
  const { name, cause } = (error ?? {}) as { readonly name?: unknown; readonly cause?: unknown };
  const { code } = (cause ?? {}) as { readonly code?: unknown };
  return [code, name].find((word) => typeof word === 'string') ?? 'no answer';
}
