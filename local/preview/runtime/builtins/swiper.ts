import { reflect, type Builtin, type BuiltinNode } from '../builtin';
import { componentOf } from '../framework';
import { followDrag } from '../gesture';
import { rewriteLengths } from '../../lengths';

const ownSegment = 3;
/** How far of its length a swiper must be dragged to turn. */
const turnPart = 0.2;
const easings: Readonly<Record<string, string>> = {
  linear: 'linear',
  easeInCubic: 'cubic-bezier(0.32, 0, 0.67, 0)',
  easeOutCubic: 'cubic-bezier(0.33, 1, 0.68, 1)',
  easeInOutCubic: 'cubic-bezier(0.65, 0, 0.35, 1)',
};

export const swiperItem: Builtin = {
  name: 'swiper-item',
  properties: { itemId: String, skipHiddenItemLayout: Boolean },
  mount() {},
};

type Source = 'autoplay' | 'touch' | '';

class SwiperControl {
  private readonly dots = document.createElement('div');
  private current = 0;
  private readonly offsets = new WeakMap<Element, number>();
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
    this.showDots();
    this.go(this.node.number('current'), '', false);
  }

  /** Places everything where it belongs now. */
  settle(): void {
    this.place(this.current, false);
  }

  follow(): void {
    const asked = this.node.number('current');
    if (!this.changing && asked !== this.current) this.go(asked, '', this.node.host.isConnected);
  }

  play(): void {
    this.pause();
    if (!this.node.flag('autoplay') || !this.node.host.isConnected) return;
    this.timer = window.setInterval(() => {
      const next = this.current >= this.last ? 0 : this.current + 1;
      if (this.last > 0 && this.node.host.offsetParent !== null) this.go(next, 'autoplay');
    }, this.node.number('interval'));
  }

  pause(): void {
    window.clearInterval(this.timer);
  }

  drag(dx: number, dy: number): boolean {
    const vertical = this.node.flag('vertical');
    const along = vertical ? Math.abs(dy) > Math.abs(dx) : Math.abs(dx) > Math.abs(dy);
    if (along) {
      this.place(this.current - this.part(dx, dy), false);
      this.node.emit('transition', vertical ? { dx: 0, dy: -dy } : { dx: -dx, dy: 0 });
    }
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
      : Math.min(Math.max(index, 0), this.last);
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

  /** The last item that can stand first: behind it, as many as are seen at once must follow. */
  private get last(): number {
    const shown = this.node.flag('circular') ? 1 : this.node.number('displayMultipleItems');
    return Math.max(0, this.items.length - Math.max(1, shown));
  }

  /** Shows the items around a position; in a circle each stands where the way to it is shortest. */
  private place(position: number, animated: boolean): void {
    const { items, node } = this;
    const duration = animated ? node.number('duration') : 0;
    node.setStyle(`${this.frame}--swiper-duration:${duration}ms`);
    const count = items.length;
    const round = node.flag('circular') && count > node.number('displayMultipleItems');
    items.forEach((item, index) => {
      let offset = index - position;
      if (round) offset -= Math.ceil(offset / count - 0.5) * count;
      // What changes from one end to the other must not be seen flying across.
      const jumps = Math.abs(offset - (this.offsets.get(item) ?? offset)) > count / 2;
      this.offsets.set(item, offset);
      const style = `--swiper-offset:${offset}${jumps ? ';transition:none' : ''}`;
      componentOf(item)?.setNodeStyle(style, ownSegment);
    });
  }

  /** What the host's style says besides: margins, how many are seen, how they move. */
  private get frame(): string {
    const { node } = this;
    const margin = (name: string) => rewriteLengths(node.text(name)) || '0px';
    return [
      `--swiper-before:${margin('previousMargin')}`,
      `--swiper-after:${margin('nextMargin')}`,
      `--swiper-shown:${Math.max(1, node.number('displayMultipleItems'))}`,
      `--swiper-easing:${easings[node.text('easingFunction')] ?? 'ease-in-out'};`,
    ].join(';');
  }

  private part(dx: number, dy: number): number {
    const item = this.items[0];
    return this.node.flag('vertical') ? dy / (item?.clientHeight || 1) : dx / (item?.clientWidth || 1);
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
    previousMargin: String,
    nextMargin: String,
    displayMultipleItems: { type: Number, value: 1 },
    easingFunction: { type: String, value: 'default' },
  },
  mount(node) {
    const control = new SwiperControl(node);
    reflect(node, 'vertical');
    node.watch(['indicatorDots', 'indicatorColor', 'indicatorActiveColor'], () => control.showDots());
    node.watch(['current'], () => control.follow());
    node.watch(['autoplay', 'interval'], () => control.play());
    const look = ['previousMargin', 'nextMargin', 'displayMultipleItems', 'circular', 'easingFunction'];
    node.watch(look, () => control.settle());
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
