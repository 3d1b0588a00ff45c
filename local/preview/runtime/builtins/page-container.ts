import { takeBack } from '../back';
import { reflect, type Builtin, type BuiltinNode } from '../builtin';

type Phase = 'enter' | 'leave';

class Container {
  private readonly overlay = document.createElement('div');
  private open = false;
  private timer = 0;
  private release: (() => void) | undefined;

  constructor(private readonly node: BuiltinNode) {
    this.overlay.className = 'builtin-container-overlay';
    node.host.append(this.overlay);
    this.overlay.addEventListener('click', () => node.emit('clickoverlay', {}));
  }

  follow(): void {
    const asked = this.node.flag('show') && this.node.host.isConnected;
    if (asked === this.open) return;
    this.open = asked;
    if (asked) this.enter();
    else this.leave();
  }

  dress(): void {
    const { node, overlay } = this;
    overlay.hidden = !node.flag('overlay');
    overlay.style.cssText = node.text('overlayStyle');
    const box = node.host.querySelector<HTMLElement>(':scope > div:not(.builtin-container-overlay)');
    if (box) box.style.cssText = node.text('customStyle');
    node.setStyle(
      `--container-duration:${node.number('duration')}ms;--container-layer:${node.number('zIndex')}`,
    );
  }

  dispose(): void {
    window.clearTimeout(this.timer);
    this.release?.();
  }

  private enter(): void {
    const { host } = this.node;
    const frame = host.closest('.page-frame');
    this.release = frame ? takeBack(frame, () => this.node.change('show', false)) : undefined;
    host.setAttribute('open', '');
    this.tell('enter', () => undefined);
  }

  private leave(): void {
    this.release?.();
    this.node.host.removeAttribute('shown');
    this.tell('leave', () => this.node.host.removeAttribute('open'));
  }

  /** Before, at once after the next frame, and after the movement. */
  private tell(phase: Phase, finish: () => void): void {
    window.clearTimeout(this.timer);
    const { node } = this;
    node.emit(`before${phase}`, {});
    this.timer = window.setTimeout(() => {
      if (phase === 'enter') node.host.setAttribute('shown', '');
      node.emit(phase, {});
      this.timer = window.setTimeout(() => {
        finish();
        node.emit(`after${phase}`, {});
      }, node.number('duration'));
    }, 20);
  }
}

/** A page in the page: it comes over it, and going back closes it first. */
export const pageContainer: Builtin = {
  name: 'page-container',
  properties: {
    show: Boolean,
    duration: { type: Number, value: 300 },
    zIndex: { type: Number, value: 100 },
    overlay: { type: Boolean, value: true },
    position: { type: String, value: 'bottom' },
    round: Boolean,
    closeOnSlideDown: Boolean,
    overlayStyle: String,
    customStyle: String,
  },
  wrapped: true,
  mount(node) {
    const container = new Container(node);
    reflect(node, 'position');
    reflect(node, 'round');
    const dress = () => container.dress();
    node.watch(['duration', 'zIndex', 'overlay', 'overlayStyle', 'customStyle'], dress);
    node.watch(['show'], () => container.follow());
    node.onAttached(() => {
      container.dress();
      container.follow();
    });
    node.onDetached(() => container.dispose());
  },
};
