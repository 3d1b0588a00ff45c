import * as v from 'valibot';
import { askJson } from './ask-json';
import {
  CHECK_REFUSALS,
  CHECK_SCENES,
  NORMAL_LABEL,
  VerdictSchema,
  type CheckRefusal,
  type CheckScene,
  type Verdict,
} from './content-check';
import type { WeChatLine } from './line';
import type { WeChatRefused } from './refusal';

export interface TextToCheck {
  readonly openid: string;
  readonly text: string;
  readonly scene: CheckScene;
  readonly nickname?: string;
}

export interface TextVerdict {
  readonly verdict: Verdict;
  /** WeChat's number for what it found, 100 for nothing. */
  readonly label: number;
  /** By which WeChat's staff find the check; null where none was needed. */
  readonly traceId: string | null;
}

export type TextRefusal = CheckRefusal | 'TEXT_TOO_LONG';

export type CheckedText = TextVerdict | WeChatRefused<TextRefusal>;

/** In UTF-16 units, of which no way to count characters finds more. */
const MAX_CHARACTERS = 2500;

const AnswerSchema = v.object({ result: VerdictSchema, trace_id: v.string() });

/**
 * Whether others may see a member's text: `security.msgSecCheck`, version 2
 * (developers.weixin.qq.com/miniprogram/dev/server/API/sec-center/sec-check/api_msgseccheck, 文本内容安全识别).
 *
 * A text of more than 2500 characters is refused, not cut up: what is forbidden could lie across a cut, and the
 * document promises nothing of parts. Where there is no text, the nickname is checked in its place; where there is
 * neither, there is nothing to see, and it passes without a call. A check changes nothing, so it is repeated.
 */
export async function checkText(
  line: WeChatLine,
  { openid, text, scene, nickname = '' }: TextToCheck,
): Promise<CheckedText> {
  const content = isBlank(text) ? nickname : text;
  if (isBlank(content)) return { verdict: 'pass', label: NORMAL_LABEL, traceId: null };
  if (content.length > MAX_CHARACTERS) {
    return { refused: 'TEXT_TOO_LONG', message: `a text to check has at most ${MAX_CHARACTERS} characters` };
  }
  const outcome = await askJson(line, {
    api: 'security.msgSecCheck',
    data: {
      version: 2,
      openid,
      scene: CHECK_SCENES[scene],
      content,
      ...(isBlank(nickname) ? {} : { nickname }),
    },
    mayRepeat: true,
    refusals: CHECK_REFUSALS,
    answer: AnswerSchema,
  });
  if ('refused' in outcome) return outcome;
  const { result, trace_id: traceId } = outcome.answer;
  return { verdict: result.suggest, label: result.label, traceId };
}

const isBlank = (text: string): boolean => text.trim() === '';
