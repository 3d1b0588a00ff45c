/** Whether WeChat's guideline has been agreed to already. */
export async function hasConsented(): Promise<boolean> {
  try {
    const { needAuthorization } = await askSetting();
    return !needAuthorization;
  } catch {
    return false;
  }
}

const askSetting = () =>
  new Promise<WechatMiniprogram.GetPrivacySettingSuccessCallbackResult>((success, fail) =>
    wx.getPrivacySetting({ success, fail }),
  );

/** Asks, where it has not been agreed to; to be called where it is understood what for. */
export const askConsent = (): Promise<boolean> =>
  new Promise((resolve) =>
    wx.requirePrivacyAuthorize({ success: () => resolve(true), fail: () => resolve(false) }),
  );
