/** What a member sets on this phone; nobody else needs to know it. */
const VIBRATION_KEY = 'vibration';

/** Whether the phone may vibrate at a check-in; unless it was said otherwise, it may. */
export const vibrates = (): boolean => wx.getStorageSync<'on' | 'off' | ''>(VIBRATION_KEY) !== 'off';

export function setVibration(on: boolean): void {
  wx.setStorageSync(VIBRATION_KEY, on ? 'on' : 'off');
}
