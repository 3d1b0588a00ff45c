import { readPhoneAddress } from '../address';
import type { PanelMessage } from '../messages';
import { listenToInput } from './events';
import { MiniProgram } from './mini-program';
import { Panel } from './panel';
import { Person } from './person';
import { completeCallers } from './wx/callers';

function start(preview: StartedPreview): void {
  const panel = new Panel();
  const person = new Person(readPhoneAddress(location.href), panel);
  completeCallers(panel);
  listenToInput();
  const program = new MiniProgram(preview, person, panel);
  window.addEventListener('message', ({ origin, data }: MessageEvent<unknown>) => {
    if (origin !== location.origin || !isOfPanel(data)) return;
    if (data.kind === 'state') person.take(data.state);
    else program.leaveAndReturn();
  });
  window.addEventListener('hashchange', () => program.follow(location.hash.slice(1)));
  program.launch();
}

const isOfPanel = (data: unknown): data is PanelMessage =>
  typeof data === 'object' && data !== null && (data as { from?: unknown }).from === 'panel';

Object.assign(window, { startPreview: start });
