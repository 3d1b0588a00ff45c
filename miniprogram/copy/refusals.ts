import type { RefusalCode } from '../services/cloud';

/** What a member reads when something is refused. A code without a text does not compile. */
export const refusalTexts: Record<RefusalCode, string> = {
  ALREADY_CHECKED_IN: '今天已经签过了，明早见',
  DAY_CHANGED: '新的一天了，再点一次签到',
  UNAUTHENTICATED: '微信没认出你，请重新打开小程序',
  FORBIDDEN: '这里只给管理员用',
  UNKNOWN_ACTION: '小程序有新版本，请重新打开',
  INVALID_INPUT: '小程序有新版本，请重新打开',
  INTERNAL_ERROR: '我们这边出了点问题，请再试一次',
  NETWORK_ERROR: '网络不太顺，请再试一次',
};
