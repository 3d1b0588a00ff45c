/**
 * `riskControl.getUserRiskRank`, how suspicious WeChat finds a member.
 * Taken from a published document: developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/sec-center/safety-control-capability/wxaapi_getuserriskrank.html
 * (获取用户安全等级); `unoin_id` is spelled as there.
 */
import { refuse, succeed, type OpenApi } from '../answers';
import { choiceOf, textOf } from '../fields';
import { hasVisitedLately } from '../members';

const REGISTER = 0;
const MARKETING = 1;
const USER_CONTENT = 2;

export const getUserRiskRank: OpenApi = (data, desk) => {
  if (textOf(data, 'appid') !== desk.miniProgram.appid) return refuse(desk, 40013);
  const openid = textOf(data, 'openid');
  if (openid === undefined) return refuse(desk, 40003);
  if (choiceOf(data, 'scene', [REGISTER, MARKETING, USER_CONTENT]) === undefined) return refuse(desk, 47001);
  if (textOf(data, 'client_ip') === undefined) return refuse(desk, 47001);
  // A call that says it is a test is not asked when the member was here.
  if (data['is_test'] !== true && !hasVisitedLately(desk, openid)) return refuse(desk, 61010);
  const rank = desk.state.behaviours['riskControl.getUserRiskRank']?.riskRank ?? 0;
  return succeed({ risk_rank: rank, unoin_id: desk.random(4).readUInt32BE() }, 'getuserriskrank succ');
};
