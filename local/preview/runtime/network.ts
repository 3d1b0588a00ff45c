import type { PhoneState } from '../address';

const lateMs = 3_000;

/** The phone's network as its address says just now: the one way out for functions, files, requests and WeChat's servers. */
export class Network {
  constructor(private readonly state: Readonly<Pick<PhoneState, 'net'>>) {}

  get isConnected(): boolean {
    return this.state.net !== 'offline' && navigator.onLine;
  }

  readonly fetch = async (address: string | URL, init: RequestInit = {}): Promise<Response> => {
    const { net } = this.state;
    if (net === 'offline') throw new Error('the network is not connected');
    const response = await fetch(address, init);
    if (net === 'slow') await waitMs(lateMs, init.signal);
    if (net === 'lost') {
      await response.arrayBuffer();
      throw new Error('timeout');
    }
    return response;
  };
}

function waitMs(durationMs: number, signal: AbortSignal | null | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(new Error('abort'));
    if (signal?.aborted) return stop();
    signal?.addEventListener('abort', stop);
    setTimeout(resolve, durationMs);
  });
}
