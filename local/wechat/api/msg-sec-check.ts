/**
 * `security.msgSecCheck` 2.0, the check of a text.
 * Taken from a published document: developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/sec-center/sec-check/msgSecCheck.html
 * (文本内容安全识别). Version 1.0, which ended in 2021, is refused.
 */
import { refuse, succeed, type OpenApi } from '../answers';
import { newTraceId } from '../desk';
import { choiceOf, textOf } from '../fields';
import { hasVisitedLately } from '../members';
import { gravest, keywordIn, modelDetail, toldVerdict } from '../verdict';

const MAX_CHARACTERS = 2500;
export const CHECK_SCENES = [1, 2, 3, 4];

export const msgSecCheck: OpenApi = (data, desk) => {
  const content = textOf(data, 'content');
  if (content === undefined || choiceOf(data, 'version', [2]) === undefined) return refuse(desk, 47001);
  if (Array.from(content).length > MAX_CHARACTERS) return refuse(desk, 45002);
  if (choiceOf(data, 'scene', CHECK_SCENES) === undefined) return refuse(desk, 40129);
  const openid = textOf(data, 'openid');
  if (openid === undefined) return refuse(desk, 40003);
  if (!hasVisitedLately(desk, openid)) return refuse(desk, 61010);
  const told = toldVerdict(desk, 'security.msgSecCheck');
  const found = keywordIn(desk, content);
  const keyword = found && { suggest: found.suggest, label: found.label, keyword: found.word };
  const { suggest, label } = gravest(told, found);
  return succeed({
    detail: [modelDetail(told), { strategy: 'keyword', errcode: 0, ...keyword }],
    trace_id: newTraceId(desk),
    result: { suggest, label },
  });
};
