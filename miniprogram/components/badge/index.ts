/** A badge: its drawing, how many of its rungs are reached, and what it wants. Grey until the first rung. */
Component({
  properties: {
    /** A drawing of /assets/badge. */
    picture: { type: String, value: '' },
    heading: { type: String, value: '' },
    /** What is reached, or what it wants. */
    line: { type: String, value: '' },
    reached: { type: Number, value: 0 },
    rungs: { type: Number, value: 1 },
  },
  data: { steps: [] as boolean[] },
  observers: {
    'reached, rungs'(reached: number, rungs: number) {
      this.setData({ steps: Array.from({ length: rungs }, (_, index) => index < reached) });
    },
  },
});
