import { commonCopy } from '../../copy/common';
import { withCommas } from '../../utils/format';

/** From eight digits on, the figure is set smaller so that it stays on one line. */
const WIDE_FROM = 10_000_000;

/** The coin and an amount. */
Component({
  properties: {
    value: { type: Number, value: 0 },
    /** Set as large as the page's one big figure. */
    figure: { type: Boolean, value: false },
  },
  data: { text: '0', wide: false, label: '' },
  observers: {
    value(value: number) {
      const text = withCommas(value);
      this.setData({ text, wide: value >= WIDE_FROM, label: `${text} ${commonCopy.points}` });
    },
  },
});
