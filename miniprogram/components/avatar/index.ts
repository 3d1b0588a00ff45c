/** A drawn face in a circle. */
Component({
  properties: {
    /** From 1; beyond the eight drawn faces (/assets/avatar) it begins again. Below 1: nobody's in particular. */
    number: { type: Number, value: 1 },
    sizePx: { type: Number, value: 36 },
    /** Set off from what it stands on. */
    ring: { type: Boolean, value: false },
  },
});
