/** A picture, one heading, one line, one action: what stands where there is nothing to show. */
Component({
  properties: {
    /** A path below /assets. */
    picture: { type: String, value: '' },
    heading: { type: String, value: '' },
    line: { type: String, value: '' },
    action: { type: String, value: '' },
    /** Small print at the end, for example a code to tell. */
    footnote: { type: String, value: '' },
  },
  methods: {
    act() {
      this.triggerEvent('act');
    },
  },
});
