import type { Home } from '../../services/home';
import { standOf, stepsOf, type Step } from './steps';

/** Monday to Sunday as a stair, with the member standing on the newest day that is done. */
Component({
  properties: {
    strip: { type: Array, value: [] as Home['weekStrip'] },
    businessDay: { type: String, value: '' },
    avatar: { type: Number, value: 1 },
    /** Whether the member is on the way up: then the move is a hop. */
    hopping: { type: Boolean, value: false },
  },
  data: {
    steps: [] as Step[],
    stand: null as ReturnType<typeof standOf>,
  },
  observers: {
    'strip, businessDay'(strip: Home['weekStrip'], businessDay: string) {
      const steps = stepsOf(strip, businessDay);
      this.setData({ steps, stand: standOf(steps) });
    },
  },
});
