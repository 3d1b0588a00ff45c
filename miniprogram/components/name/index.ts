import { isRightToLeft, nameOf } from '../../utils/name';

/** A member's name on one line. Where it is too long its end is cut, which in some scripts is on the left. */
Component({
  properties: {
    value: { type: String, value: '' },
  },
  data: { name: '', rightToLeft: false },
  observers: {
    value(value: string) {
      this.setData({ name: nameOf(value), rightToLeft: isRightToLeft(value) });
    },
  },
});
