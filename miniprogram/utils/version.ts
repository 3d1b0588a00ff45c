import { settingsCopy } from '../copy/settings';

/** The version that WeChat knows; one that was never published has none. */
export const versionOf = (): string => wx.getAccountInfoSync().miniProgram.version || settingsCopy.develop;
