/**
 * `security.mediaCheckAsync` 2.0, the check of a picture or a recording; the result comes later as a push.
 * Taken from a published document: developers.weixin.qq.com/miniprogram/dev/server/API/sec-center/sec-check/api_mediacheckasync
 * (多媒体内容安全识别); the push of a file that can't be fetched, errcode -1008, as shown in WeChat's own developer forum.
 */
import { refuse, succeed, type OpenApi } from '../answers';
import { newTraceId, type Desk } from '../desk';
import { choiceOf, textOf } from '../fields';
import { hasVisitedLately } from '../members';
import { schedulePush } from '../push/outbox';
import { modelDetail, toldVerdict } from '../verdict';
import { CHECK_SCENES } from './msg-sec-check';

const AUDIO = 1;
const PICTURE = 2;

export const mediaCheckAsync: OpenApi = (data, desk) => {
  const mediaUrl = textOf(data, 'media_url');
  const isRequest = choiceOf(data, 'version', [2]) && choiceOf(data, 'media_type', [AUDIO, PICTURE]);
  if (mediaUrl === undefined || isRequest === undefined) return refuse(desk, 47001);
  if (choiceOf(data, 'scene', CHECK_SCENES) === undefined) return refuse(desk, 40129);
  const openid = textOf(data, 'openid');
  if (openid === undefined) return refuse(desk, 40003);
  if (!hasVisitedLately(desk, openid)) return refuse(desk, 61010);
  const traceId = newTraceId(desk);
  const result = isFetchable(mediaUrl) ? checked(desk) : NOT_FETCHED;
  schedulePush(desk, {
    event: 'wxa_media_check',
    fields: { appid: desk.miniProgram.appid, trace_id: traceId, version: 2, ...result },
    dueAtMs: desk.now() + desk.mediaCheckMs,
  });
  return succeed({ trace_id: traceId });
};

const NOT_FETCHED = { detail: [], errcode: -1008, errmsg: '下载错误,请检查媒体链接是否正确' };

function checked(desk: Desk): Readonly<Record<string, unknown>> {
  const verdict = toldVerdict(desk, 'security.mediaCheckAsync');
  return { detail: [modelDetail(verdict)], errcode: 0, errmsg: 'ok', result: verdict };
}

function isFetchable(mediaUrl: string): boolean {
  return URL.canParse(mediaUrl) && /^https?:$/.test(new URL(mediaUrl).protocol);
}
