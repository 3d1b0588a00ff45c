/** From this factor on, WeChat's own text is so large that ours must follow. */
const LARGE_FROM = 1.15;

/** The class of a page's root: the size of type that the member has chosen in WeChat. */
export function typeClass(): string {
  const { fontSizeScaleFactor = 1 } = wx.getAppBaseInfo();
  return fontSizeScaleFactor >= LARGE_FROM ? 'type-large' : '';
}
