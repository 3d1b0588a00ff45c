/** How many faces are drawn in /assets/avatar, beside the one of somebody without a face. */
const FACES = 8;

/** A drawn face in a circle. */
Component({
  properties: {
    /** From 1; beyond the drawn faces it begins again. Below 1: nobody's in particular. */
    number: { type: Number, value: 1 },
    sizePx: { type: Number, value: 36 },
    /** Set off from what it stands on. */
    ring: { type: Boolean, value: false },
  },
  data: { face: 1 },
  observers: {
    number(number: number) {
      this.setData({ face: number < 1 ? 0 : ((number - 1) % FACES) + 1 });
    },
  },
});
