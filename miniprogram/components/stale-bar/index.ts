import { commonCopy } from '../../copy/common';

/** Says that what is on the page is older than the network would have it, and asks again on a tap. It moves nothing. */
Component({
  properties: {
    shown: { type: Boolean, value: false },
    /** What stands at the page's lower edge already. */
    bottomPx: { type: Number, value: 12 },
  },
  data: { copy: commonCopy },
  methods: {
    retry() {
      this.triggerEvent('retry');
    },
  },
});
