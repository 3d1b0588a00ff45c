import { homeCopy } from '../../copy/home';
import type { Home } from '../../services/home';
import { changesOf } from '../../utils/changes';
import { standOf, stepsOf, sunOf, type Place, type Step } from './steps';

/** Monday to Sunday as a stair: the member stands on the newest day that is done, the sun waits on today's step. */
Component({
  properties: {
    strip: { type: Array, value: [] as Home['weekStrip'] },
    businessDay: { type: String, value: '' },
    avatar: { type: Number, value: 1 },
    picture: { type: String, value: '' },
    /** Whether the member is on the way up: then the move is a hop. */
    hopping: { type: Boolean, value: false },
  },
  data: {
    copy: homeCopy,
    steps: [] as Step[],
    stand: null as Place | null,
    sun: null as Place | null,
  },
  observers: {
    'strip, businessDay'(strip: Home['weekStrip'], businessDay: string) {
      const { steps, stand, sun } = this.data;
      const next = stepsOf(strip, businessDay);
      this.setData({
        ...changesOf(steps, next, 'steps'),
        ...changesOf(stand, standOf(next), 'stand'),
        ...changesOf(sun, sunOf(next), 'sun'),
      });
    },
  },
});
