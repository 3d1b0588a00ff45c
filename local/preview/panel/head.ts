import { Segments, type Option } from './controls';
import type { PanelContext } from './context';
import { make, makeButton, setText } from './dom';
import { clockTexts } from './clock';

const phoneOptions: readonly Option<'0' | '1'>[] = [
  { value: '0', text: '手机 1' },
  { value: '1', text: '手机 2' },
];

/** What stands above every section: the time, what is wrong with the address, and which phone is meant. */
export class Head {
  readonly element: HTMLElement;
  private readonly time = make('p', 'head-time');
  private readonly problems = make('div', 'problems');
  private readonly chosen: Segments<'0' | '1'>;

  constructor(private readonly context: PanelContext) {
    const { data, address } = context;
    this.problems.setAttribute('role', 'alert');
    this.chosen = new Segments('作用于', phoneOptions, (value) =>
      address.change({ chosen: value === '1' ? 1 : 0 }),
    );
    this.element = make(
      'header',
      'head',
      make('div', 'head-line', make('h1', '', data.title), this.time),
      this.problems,
      this.chosen.element,
    );
  }

  show(): void {
    const { address, clock } = this.context;
    this.showProblems(address.problems);
    this.chosen.element.hidden = address.state.phones.length === 1;
    this.chosen.show(address.state.chosen === 1 ? '1' : '0');
    const { nowMs } = clock;
    this.time.hidden = nowMs === undefined;
    if (nowMs === undefined) return;
    const { date, time } = clockTexts(nowMs);
    this.time.dataset['kind'] = clock.isLost ? 'lost' : clock.isMoving ? 'moving' : 'calm';
    const moving = clock.isMoving ? '时间在走… ' : '';
    setText(this.time, clock.isLost ? '服务器没有回答' : `${moving}${date.slice(5)} ${time.slice(0, 5)}`);
  }

  private showProblems(problems: readonly string[]): void {
    const lines = [...this.problems.querySelectorAll('p')].map((line) => line.textContent);
    if (lines.join('\n') === problems.join('\n')) return;
    const close = makeButton(
      'quiet',
      () => {
        this.context.address.problems = [];
        this.context.refresh();
      },
      '知道了',
    );
    const all = problems.map((problem) => make('p', '', problem));
    this.problems.replaceChildren(...all, ...(problems.length > 0 ? [close] : []));
  }
}
