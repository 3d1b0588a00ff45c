import { reflect, type Builtin, type BuiltinNode } from '../builtin';
import { componentOf } from '../framework';
import { followDrag } from '../gesture';

const ownSegment = 3;
/** How far of its length a swiper must be dragged to turn. */
const turnPart = 0.2;

export const swiperItem: Builtin = {
  name: 'swiper-item',
  properties: { itemId: String, skipHiddenItemLayout: Boolean },
  mount() {},
};

type Source = 'autoplay' | 'touch' | '';

class SwiperControl {
  private readonly dots = document.createElement('div');
  private current = 0;
  private changing = false;
  private timer = 0;

  constructor(private readonly node: BuiltinNode) {
    this.dots.className = 'builtin-dots';
    node.host.append(this.dots);
    this.place(0, false);
  }

  private get items(): HTMLElement[] {
    return [...this.node.host.querySelectorAll<HTMLElement>(':scope > wx-swiper-item')];
  }

  /** Numbers the items anew and shows the one that `current` asks for. */
  arrange(): void {
    this.items.forEach((item, index) => {
      componentOf(item)?.setNodeStyle(`--swiper-index:${index}`, ownSegment);
    });
    this.showDots();
    this.go(this.node.number('current'), '', false);
  }

  follow(): void {
    const asked = this.node.number('current');
    if (!this.changing && asked !== this.current) this.go(asked, '', this.node.host.isConnected);
  }

  play(): void {
    this.pause();
    if (!this.node.flag('autoplay') || !this.node.host.isConnected) return;
    this.timer = window.setInterval(() => {
      const count = this.items.length;
      if (count > 1 && this.node.host.offsetParent !== null) this.go((this.current + 1) % count, 'autoplay');
    }, this.node.number('interval'));
  }

  pause(): void {
    window.clearInterval(this.timer);
  }

  drag(dx: number, dy: number): boolean {
    const vertical = this.node.flag('vertical');
    const along = vertical ? Math.abs(dy) > Math.abs(dx) : Math.abs(dx) > Math.abs(dy);
    if (along) this.place(this.current - this.part(dx, dy), false);
    return along;
  }

  drop(dx: number, dy: number): void {
    const moved = this.part(dx, dy);
    if (Math.abs(moved) < turnPart) this.place(this.current, true);
    else this.go(this.current - Math.sign(moved), 'touch');
    this.play();
  }

  showDots(): void {
    const { dots, node } = this;
    const count = this.items.length;
    dots.hidden = !node.flag('indicatorDots') || count === 0;
    while (dots.children.length > count) dots.lastElementChild?.remove();
    while (dots.children.length < count) dots.append(document.createElement('i'));
    dots.querySelectorAll('i').forEach((dot, index) => {
      const color = index === this.current ? 'indicatorActiveColor' : 'indicatorColor';
      dot.style.background = node.text(color);
    });
  }

  private go(index: number, source: Source, animated = true): void {
    const { items, node } = this;
    if (items.length === 0) return;
    const shown = node.flag('circular')
      ? (index + items.length) % items.length
      : Math.min(Math.max(index, 0), items.length - 1);
    const changed = shown !== this.current;
    this.current = shown;
    this.place(shown, animated);
    this.showDots();
    if (!changed) return;
    const item = items[shown];
    const itemId: unknown = item ? componentOf(item)?.data['itemId'] : undefined;
    const detail = { current: shown, currentItemId: typeof itemId === 'string' ? itemId : '', source };
    this.changing = true;
    node.change('current', shown);
    this.changing = false;
    node.emit('change', detail);
    window.setTimeout(() => node.emit('animationfinish', detail), animated ? node.number('duration') : 0);
  }

  private place(position: number, animated: boolean): void {
    const duration = animated ? this.node.number('duration') : 0;
    this.node.setStyle(`--swiper-position:${position};--swiper-duration:${duration}ms`);
  }

  private part(dx: number, dy: number): number {
    const { host } = this.node;
    return this.node.flag('vertical') ? dy / (host.clientHeight || 1) : dx / (host.clientWidth || 1);
  }
}

export const swiper: Builtin = {
  name: 'swiper',
  properties: {
    indicatorDots: Boolean,
    indicatorColor: { type: String, value: 'rgba(0, 0, 0, .3)' },
    indicatorActiveColor: { type: String, value: '#000000' },
    autoplay: Boolean,
    current: Number,
    interval: { type: Number, value: 5000 },
    duration: { type: Number, value: 500 },
    circular: Boolean,
    vertical: Boolean,
  },
  mount(node) {
    const control = new SwiperControl(node);
    reflect(node, 'vertical');
    node.watch(['indicatorDots', 'indicatorColor', 'indicatorActiveColor'], () => control.showDots());
    node.watch(['current'], () => control.follow());
    node.watch(['autoplay', 'interval'], () => control.play());
    const observer = new MutationObserver(() => control.arrange());
    node.onAttached(() => {
      control.arrange();
      observer.observe(node.host, { childList: true });
      control.play();
    });
    node.onDetached(() => {
      control.pause();
      observer.disconnect();
    });
    followDrag(node.host, {
      start: () => {
        control.pause();
        return true;
      },
      move: (dx, dy) => control.drag(dx, dy),
      end: (dx, dy) => control.drop(dx, dy),
    });
  },
};
