let opening = false;

/** Opens a page once, however often a finger taps before it is there. */
export function openPage(url: string): void {
  if (opening) return;
  opening = true;
  wx.navigateTo({
    url,
    complete: () => {
      opening = false;
    },
  });
}
