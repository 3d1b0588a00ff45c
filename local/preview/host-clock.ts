const askEveryMs = 2_000;

/** How far the host's clock is from this machine's, or the status with which it did not say so. */
export type ClockAnswer =
  { readonly offsetMs: number; readonly status?: undefined } | { readonly status: number };

export async function askHostClock(): Promise<ClockAnswer> {
  try {
    const response = await fetch('/host/clock');
    const { nowMs } = (response.ok ? await response.json() : {}) as { nowMs?: unknown };
    return typeof nowMs === 'number' ? { offsetMs: nowMs - Date.now() } : { status: response.status };
  } catch {
    return { status: 0 };
  }
}

/**
 * Others move the clock, too: asks for it again and again, but not while nobody looks. Gives the function that asks at
 * once.
 */
export function followHostClock(tell: (answer: ClockAnswer) => void): () => void {
  const ask = () => {
    if (!document.hidden) void askHostClock().then(tell);
  };
  window.setInterval(ask, askEveryMs);
  document.addEventListener('visibilitychange', ask);
  ask();
  return ask;
}
