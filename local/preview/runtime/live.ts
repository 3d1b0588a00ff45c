import type { Notice } from '../model';
import { make } from './dom';

/** Listens to what the server says of the source: loads the page anew, or lays over it why it could not be built. */
function listen(base: string): void {
  const source = new EventSource(`${base}/preview/events`);
  let shown: HTMLElement | undefined;
  let lost = false;
  // A server that was started anew has another build.
  source.addEventListener('error', () => (lost = true));
  source.addEventListener('open', () => {
    if (lost) location.reload();
  });
  source.addEventListener('message', ({ data }: MessageEvent<string>) => {
    const notice = JSON.parse(data) as Notice;
    if (notice.kind === 'reload') return location.reload();
    shown?.remove();
    shown = make('pre', 'phone-failure', notice.message);
    shown.setAttribute('role', 'alert');
    document.body.append(shown);
  });
}

listen(document.currentScript?.dataset['base'] ?? '');
