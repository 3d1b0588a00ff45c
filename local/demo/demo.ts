import { faceOf } from '../../cloudfunctions/community/members';
import { dayOf } from '../../cloudfunctions/community/time';
import type { Host } from '../host';
import { localMemberIdOf } from '../local-member-id';
import { castOf, leadsOf, type Habit, type Person } from './cast';
import { live } from './live';
import { Performer } from './perform';
import { FIRST_STRETCHES, planDemo, stretchesOf } from './plan';

const SEED = 'qunjie';

export const nameOf = (openid: string): string => faceOf(localMemberIdOf(openid)).displayName;

const demoCast = (): Person[] => castOf(SEED, nameOf);

const HABITS: Readonly<Record<Habit, string>> = {
  ordinary: '常客',
  core: '核心',
  lurking: '潜水',
  left: '已离开',
};

/** Whom one can be in the preview from the start: the viewer first, and one of each other habit. */
export const demoPersons = (): { openid: string; label: string }[] =>
  leadsOf(demoCast()).map(({ openid, habit }) => ({
    openid,
    label: `${nameOf(openid)} · ${HABITS[habit]}`,
  }));

export interface DemoOptions {
  /** Of its own, so that nobody else waits behind the demo. */
  readonly host: Host;
  /** The instant that the history leads up to. */
  readonly untilMs: number;
  /** How many stretches were lived before. */
  readonly lived: number;
  /** After each stretch: what is lived must be remembered, so that the next start goes on from there. */
  readonly onLived: (lived: number) => void;
}

/** The demo community's history on its way into the database. */
export class Demo {
  private readonly stopping = new AbortController();
  private readonly steps: AsyncGenerator<number, void>;
  /** What runs just now; stopping waits for it. */
  private underWay: Promise<unknown> = Promise.resolve();
  readonly stretches: number;

  constructor(private readonly options: DemoOptions) {
    const { host, untilMs, lived } = options;
    const plan = planDemo(SEED, dayOf(untilMs), nameOf);
    const stretches = stretchesOf(plan, untilMs);
    this.stretches = stretches.length;
    const performer = new Performer(host, localMemberIdOf);
    this.steps = live(stretches, lived, { host, performer, signal: this.stopping.signal });
  }

  /** Lives the first stretches, as far as they are not lived: afterwards the leads are complete. */
  async liveLeads(): Promise<void> {
    for (let { lived } = this.options; lived < FIRST_STRETCHES; lived += 1) await this.next();
  }

  /** Lives the rest. @returns false when it was stopped before the end. */
  async liveOthers(): Promise<boolean> {
    while (await this.next());
    return !this.stopping.signal.aborted;
  }

  /** Ends after the calls that are under way. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.underWay;
    this.options.host.close();
  }

  private async next(): Promise<boolean> {
    const step = this.steps.next();
    this.underWay = step.catch(() => undefined);
    const { value } = await step;
    if (value === undefined) return false;
    this.options.onLived(value);
    return true;
  }
}
