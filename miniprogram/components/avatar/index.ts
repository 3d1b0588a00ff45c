/** A face in a circle: the member's own picture, or a drawn one. */
Component({
  properties: {
    /** From 1; beyond the eight drawn faces (/assets/avatar) it begins again. Below 1: nobody's in particular. */
    number: { type: Number, value: 1 },
    /** A file of the cloud's; empty where there is none that may be seen. */
    picture: { type: String, value: '' },
    sizePx: { type: Number, value: 36 },
    /** Set off from what it stands on. */
    ring: { type: Boolean, value: false },
  },
  data: { failed: false },
  observers: {
    picture() {
      if (this.data.failed) this.setData({ failed: false });
    },
  },
  methods: {
    /** The picture did not come: then the drawn face is better than a hole. */
    fail() {
      if (this.data.picture && !this.data.failed) this.setData({ failed: true });
    },
  },
});
