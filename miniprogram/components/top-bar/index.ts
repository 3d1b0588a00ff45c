/** Between the capsule and what stands beside it, and below both. */
const GAP_PX = 8;

/**
 * The top of a page that draws its own: stays in place while the page scrolls, so that nothing runs under WeChat's
 * capsule and the status bar. Takes its room in the page.
 */
Component({
  properties: {
    /** On the page's ground, where there is no sky. */
    quiet: { type: Boolean, value: false },
  },
  data: { topPx: 0, heightPx: 0, rightPx: 0, roomPx: 0 },
  lifetimes: {
    attached() {
      const capsule = wx.getMenuButtonBoundingClientRect();
      this.setData({
        topPx: capsule.top,
        heightPx: capsule.height,
        rightPx: wx.getWindowInfo().windowWidth - capsule.left + GAP_PX,
        roomPx: capsule.bottom + GAP_PX,
      });
    },
  },
});
