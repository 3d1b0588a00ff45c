import { reflect, type Builtin, type BuiltinNode } from '../builtin';
import { mediaAddress } from '../media';
import { registerNode } from '../nodes';
import { refuse } from '../refuse';

/** What `wx.createVideoContext` and a query's `context()` give. */
function contextOf(film: HTMLVideoElement): Record<string, (...args: never[]) => void> {
  return {
    play: () => void film.play().catch(() => undefined),
    pause: () => film.pause(),
    stop() {
      film.pause();
      film.currentTime = 0;
    },
    seek(seconds: number) {
      film.currentTime = seconds;
    },
    playbackRate(rate: number) {
      film.playbackRate = rate;
    },
    requestFullScreen: () => refuse('VideoContext.requestFullScreen'),
    exitFullScreen: () => refuse('VideoContext.exitFullScreen'),
    sendDanmu: () => refuse('VideoContext.sendDanmu'),
  };
}

function listen(node: BuiltinNode, film: HTMLVideoElement): void {
  for (const type of ['play', 'pause', 'ended', 'waiting'] as const)
    film.addEventListener(type, () => node.emit(type, {}));
  film.addEventListener('timeupdate', () =>
    node.emit('timeupdate', { currentTime: film.currentTime, duration: film.duration }),
  );
  film.addEventListener('loadedmetadata', () => {
    const { videoWidth: width, videoHeight: height, duration } = film;
    const start = node.number('initialTime');
    if (start > 0) film.currentTime = start;
    node.emit('loadedmetadata', { width, height, duration });
  });
  film.addEventListener('error', () => node.emit('error', { errMsg: film.error?.message ?? 'MEDIA_ERR' }));
}

/** A film in its place: no bullet comments, no full screen, no casting. */
export const video: Builtin = {
  name: 'video',
  properties: {
    src: String,
    controls: { type: Boolean, value: true },
    autoplay: Boolean,
    loop: Boolean,
    muted: Boolean,
    poster: String,
    initialTime: { type: Number, value: 0 },
    objectFit: { type: String, value: 'contain' },
    title: String,
    showCenterPlayBtn: { type: Boolean, value: true },
    showFullscreenBtn: { type: Boolean, value: true },
    showPlayBtn: { type: Boolean, value: true },
    enableProgressGesture: { type: Boolean, value: true },
    referrerPolicy: String,
  },
  mount(node) {
    const film = document.createElement('video');
    film.playsInline = true;
    film.setAttribute('controlslist', 'nofullscreen nodownload noremoteplayback');
    film.disablePictureInPicture = true;
    node.host.append(film);
    registerNode(node.host, { context: () => contextOf(film) });
    listen(node, film);
    reflect(node, 'title', 'aria-label');
    node.watch(['controls', 'autoplay', 'loop', 'muted', 'objectFit', 'poster'], () => {
      film.controls = node.flag('controls');
      film.autoplay = node.flag('autoplay');
      film.loop = node.flag('loop');
      film.muted = node.flag('muted');
      film.style.objectFit = node.text('objectFit');
      film.poster = mediaAddress(node.text('poster'), node.component);
    });
    node.watch(['src'], () => {
      const address = mediaAddress(node.text('src'), node.component);
      if (address === '') film.removeAttribute('src');
      else film.src = address;
    });
    node.onDetached(() => film.pause());
  },
};
