import * as v from 'valibot';
import { askJson } from './ask-json';
import type { WeChatLine } from './line';

export interface RiskQuestion {
  readonly openid: string;
  readonly clientIp: string;
  readonly scene: 'register' | 'marketing' | 'ugc';
}

/** The higher, the more suspicious WeChat finds the member. */
export type RiskRank = 0 | 1 | 2 | 3 | 4;

const SCENES = { register: 0, marketing: 1, ugc: 2 } as const;

const AnswerSchema = v.object({ risk_rank: v.picklist([0, 1, 2, 3, 4]) });

/**
 * How suspicious a member is: `riskControl.getUserRiskRank`
 * (developers.weixin.qq.com/miniprogram/dev/server/API/sec-center/safety-control-capability/api_getuserriskrank,
 * 获取用户安全等级). It must never keep somebody out, so every failure, 61010 among them, is `unknown`. Asking changes
 * nothing, so it is repeated.
 */
export async function riskRankOf(
  line: WeChatLine,
  appid: string,
  { openid, clientIp, scene }: RiskQuestion,
): Promise<RiskRank | 'unknown'> {
  const outcome = await askJson(line, {
    api: 'riskControl.getUserRiskRank',
    data: { appid, openid, scene: SCENES[scene], client_ip: clientIp },
    mayRepeat: true,
    refusals: {},
    answer: AnswerSchema,
  });
  return 'refused' in outcome ? 'unknown' : outcome.answer.risk_rank;
}
