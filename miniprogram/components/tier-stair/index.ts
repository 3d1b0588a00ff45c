import { tierCopy } from '../../copy/tier';
import { changesOf } from '../../utils/changes';
import { stepsOf, type TierStep } from './steps';

/** The stair of tiers: what is climbed is full, and the next step fills as the member grows. */
Component({
  properties: {
    /** The member's tier, from 1. */
    level: { type: Number, value: 1 },
    /** How many tiers there are. */
    levels: { type: Number, value: 1 },
    /** How far the member is to the next tier, 0 to 100. */
    percent: { type: Number, value: 0 },
    /** The tiers' names, from the first up: then it is a scene, with their badges standing on the steps. */
    names: { type: Array, value: [] as string[] },
    /** The colour of what is climbed. */
    color: { type: String, value: 'var(--qj-brand)' },
  },
  data: { steps: [] as TierStep[], spoken: '' },
  observers: {
    'level, levels, percent, names'(level: number, levels: number, percent: number, names: string[]) {
      const next = stepsOf({ level, levels, percent, names });
      this.setData({
        ...changesOf(this.data.steps, next, 'steps'),
        spoken: tierCopy.stair(level, levels, percent),
      });
    },
  },
});
