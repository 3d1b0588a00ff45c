/** The lengths of the phone that the host draws, in CSS pixels. */
export const statusBarHeight = 44;
export const navigationBarHeight = 44;
export const tabBarHeight = 49;
export const homeIndicatorHeight = 34;
export const capsule = { width: 87, height: 32, right: 8, top: 50 } as const;
