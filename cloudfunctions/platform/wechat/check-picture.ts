import * as v from 'valibot';
import { askJson } from './ask-json';
import { CHECK_REFUSALS, CHECK_SCENES, type CheckRefusal, type CheckScene } from './content-check';
import type { WeChatLine } from './line';
import type { WeChatRefused } from './refusal';

export interface PictureToCheck {
  readonly openid: string;
  /** Where WeChat can fetch it, 10 MB at most, for as long as the check may take. */
  readonly url: string;
  readonly scene: CheckScene;
}

export type PictureUnderCheck = { readonly traceId: string } | WeChatRefused<CheckRefusal>;

const PICTURE = 2;

const AnswerSchema = v.object({ trace_id: v.pipe(v.string(), v.nonEmpty()) });

/**
 * Has a picture checked: `security.mediaCheckAsync`, version 2
 * (developers.weixin.qq.com/miniprogram/dev/server/API/sec-center/sec-check/api_mediacheckasync, 多媒体内容安全识别).
 * The verdict comes within 30 minutes as a push, which `readMediaVerdict` reads; until then nobody may see the picture.
 *
 * Repeated where the answer is lost: then a verdict may also come for a trace id that nobody knows.
 */
export async function checkPicture(
  line: WeChatLine,
  { openid, url, scene }: PictureToCheck,
): Promise<PictureUnderCheck> {
  const outcome = await askJson(line, {
    api: 'security.mediaCheckAsync',
    data: { version: 2, openid, scene: CHECK_SCENES[scene], media_url: url, media_type: PICTURE },
    mayRepeat: true,
    refusals: CHECK_REFUSALS,
    answer: AnswerSchema,
  });
  return 'refused' in outcome ? outcome : { traceId: outcome.answer.trace_id };
}
