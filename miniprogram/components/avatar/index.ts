/** A drawn face in a circle. `sizePx` is its width; `ring` sets it off from what it stands on. */
Component({
  properties: {
    /** 1 to 8. */
    number: { type: Number, value: 1 },
    sizePx: { type: Number, value: 36 },
    ring: { type: Boolean, value: false },
  },
});
