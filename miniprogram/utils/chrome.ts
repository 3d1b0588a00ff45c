/** Where a page with a navigation bar of its own may draw: beside and below WeChat's capsule. */
export interface Chrome {
  readonly topPx: number;
  readonly heightPx: number;
  /** Kept free at the right for the capsule. */
  readonly rightPx: number;
}

export function chromeOf(): Chrome {
  const capsule = wx.getMenuButtonBoundingClientRect();
  const { windowWidth } = wx.getWindowInfo();
  return { topPx: capsule.top, heightPx: capsule.height, rightPx: windowWidth - capsule.left + 8 };
}
