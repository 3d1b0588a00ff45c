import type { PhoneState } from '../address';

const lateMs = 3_000;

/** The phone's network as its address says: the one way out for functions, files, requests and WeChat's servers. */
export class Network {
  constructor(private readonly state: PhoneState['net']) {}

  get isConnected(): boolean {
    return this.state !== 'offline' && navigator.onLine;
  }

  readonly fetch = async (address: string | URL, init: RequestInit = {}): Promise<Response> => {
    if (this.state === 'offline') throw new Error('the network is not connected');
    const response = await fetch(address, init);
    if (this.state === 'slow') await waitMs(lateMs, init.signal);
    if (this.state === 'lost') {
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
