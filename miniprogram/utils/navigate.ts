/** The way in, for who is no member yet. */
export const LANDING_PATH = '/packages/join/landing/index';

const TAB_PATHS = ['/pages/home/index', '/pages/mall/index', '/pages/rank/index', '/pages/mine/index'];

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

/** Answers write the paths of pages with a slash in front and without. */
export const absolutePath = (path: string): string => (path.startsWith('/') ? path : `/${path}`);

/** Opens what an answer leads to: a tab, or a page above this one. */
export function openLink(path: string): void {
  const url = absolutePath(path);
  const [page = url] = url.split('?');
  if (TAB_PATHS.includes(page)) void wx.switchTab({ url: page });
  else openPage(url);
}

/** Pages of the way in. */
const isOnTheWayIn = ({ route }: { readonly route?: string }): boolean =>
  route?.startsWith('packages/join/') ?? false;

let leaving: Promise<boolean> | null = null;

/** Leaves all pages for the way in, once, however many answers send there. Says whether one is there. */
export function leaveForLanding(): Promise<boolean> {
  if (getCurrentPages().some(isOnTheWayIn)) return Promise.resolve(true);
  leaving ??= new Promise<boolean>((resolve) => {
    wx.reLaunch({
      url: LANDING_PATH,
      success: () => resolve(true),
      fail: () => resolve(false),
      complete: () => {
        leaving = null;
      },
    });
  });
  return leaving;
}
