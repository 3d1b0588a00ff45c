import { listenToInput } from './events';
import { MiniProgram } from './mini-program';
import { completeCallers } from './wx/callers';

function start(preview: StartedPreview): void {
  completeCallers();
  listenToInput();
  const openid = new URLSearchParams(location.search).get('openid') ?? 'preview';
  const program = new MiniProgram(preview, openid, location.hash.slice(1));
  window.addEventListener('message', ({ origin, data }: MessageEvent<unknown>) => {
    if (origin === location.origin && data === 'preview:return') program.leaveAndReturn();
  });
  window.addEventListener('hashchange', () => program.follow(location.hash.slice(1)));
  program.launch();
}

Object.assign(window, { startPreview: start });
