import { ask, post, type Answer } from './server';

export interface Fired {
  readonly atMs: number;
  readonly function: string;
  readonly trigger: string;
  readonly isAnswered: boolean;
}

interface ClockAnswer {
  readonly nowMs: number;
  /** Somebody moves it ahead, through all that is due. */
  readonly isMoving?: boolean;
}

const calmMs = 2_000;
/** While it moves one wants to see the days go by. */
const movingMs = 300;

/** The host's clock, whoever moves it. */
export class ClockLine {
  isMoving = false;
  /** What the last move brought about; undefined before there was one. */
  fired: readonly Fired[] | undefined;
  isLost = false;
  private isAsked = false;
  private offsetMs: number | undefined;
  private movesHere = 0;

  constructor(private readonly tell: () => void) {}

  /** As long as nobody has answered, it is taken to be there. */
  get isThere(): boolean {
    return !this.isAsked || this.offsetMs !== undefined;
  }

  /** undefined where there is no clock, or none has answered yet. */
  get nowMs(): number | undefined {
    return this.offsetMs === undefined ? undefined : Date.now() + this.offsetMs;
  }

  /** What the host's clock showed when the browser's showed this. */
  hostMs(browserMs: number): number {
    return browserMs + (this.offsetMs ?? 0);
  }

  follow(): void {
    document.addEventListener('visibilitychange', () => void this.read());
    const again = () => {
      const wait = this.isMoving ? movingMs : calmMs;
      window.setTimeout(() => void this.read().then(again), wait);
    };
    again();
  }

  async read(): Promise<void> {
    if (document.hidden) return;
    const answer = await ask<ClockAnswer>('/host/clock');
    this.isAsked = true;
    this.isLost = !answer.ok && this.offsetMs !== undefined;
    if (answer.ok) this.take(answer.value);
    this.isMoving = this.movesHere > 0 || (answer.ok && answer.value.isMoving === true);
    this.tell();
  }

  async move(toMs: number): Promise<Answer<unknown>> {
    this.movesHere += 1;
    this.isMoving = true;
    this.tell();
    const answer = await post<ClockAnswer & { fired?: readonly Fired[] }>('/host/clock', { toMs });
    this.movesHere -= 1;
    this.isMoving = this.movesHere > 0;
    if (answer.ok) {
      this.take(answer.value);
      this.fired = answer.value.fired ?? [];
    }
    this.tell();
    return answer;
  }

  private take({ nowMs }: ClockAnswer): void {
    this.offsetMs = nowMs - Date.now();
  }
}
