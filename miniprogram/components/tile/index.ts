/** An icon on a soft ground, at the head of a row. */
Component({
  properties: {
    icon: { type: String, value: '' },
    /** `sun` for points, `brand` for doing, `ember` for heat, `lake` for order, `quiet` for what is done. */
    hue: { type: String, value: 'quiet' },
  },
});
