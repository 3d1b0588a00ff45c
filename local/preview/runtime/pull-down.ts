import type { WindowConfig } from '../model';
import { make } from './dom';
import { followDrag } from './gesture';

const restHeight = 56;
const triggerHeight = 60;
const wheelTrigger = 160;
const resistance = 0.5;

/** Pull-down refresh of a page: by finger, mouse or wheel at the top, or by `wx.startPullDownRefresh`. */
export class PullDown {
  private running = false;
  private wheeled = 0;
  private wheelTimer = 0;
  private readonly indicator = make('div', 'pull-down', make('i', ''), make('i', ''), make('i', ''));

  constructor(
    private readonly view: HTMLElement,
    private readonly scroller: HTMLElement,
    config: WindowConfig,
    private readonly onRefresh: () => void,
  ) {
    view.prepend(this.indicator);
    if (config.enablePullDownRefresh !== true) return;
    followDrag(scroller, {
      start: () => !this.running && scroller.scrollTop <= 0,
      move: (dx, dy) => {
        if (this.running || dy <= 0 || Math.abs(dx) > dy || scroller.scrollTop > 0) return false;
        this.shift(dy * resistance, false);
        return true;
      },
      end: (_, dy) => {
        if (this.running) return;
        if (scroller.scrollTop <= 0 && dy * resistance >= triggerHeight) this.start();
        else this.shift(0, true);
      },
    });
    scroller.addEventListener(
      'wheel',
      (event) => {
        if (this.running || scroller.scrollTop > 0 || event.deltaY >= 0) return;
        this.wheeled -= event.deltaY;
        window.clearTimeout(this.wheelTimer);
        this.wheelTimer = window.setTimeout(() => (this.wheeled = 0), 200);
        if (this.wheeled >= wheelTrigger) this.start();
      },
      { passive: true },
    );
  }

  start(): void {
    if (this.running) return;
    this.running = true;
    this.wheeled = 0;
    this.scroller.scrollTop = 0;
    this.shift(restHeight, true);
    this.onRefresh();
  }

  stop(): void {
    this.running = false;
    this.shift(0, true);
  }

  private shift(height: number, smooth: boolean): void {
    this.view.toggleAttribute('refreshing', this.running);
    this.indicator.style.height = `${height}px`;
    this.scroller.style.transition = smooth ? 'top .2s' : '';
    this.scroller.style.top = `${height}px`;
  }
}
