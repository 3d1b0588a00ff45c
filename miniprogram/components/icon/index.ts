/** A drawn icon in the colour of the text around it. It says nothing: what it means stands beside it. */
Component({
  properties: {
    /** A drawing of local/art/icons. */
    name: { type: String, value: '' },
    sizePx: { type: Number, value: 16 },
  },
});
