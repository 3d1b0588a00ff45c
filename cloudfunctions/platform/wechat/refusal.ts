/** What can stand in the way of any call. */
export type GeneralRefusal =
  /** No answer, or "busy": it is not known whether WeChat did what was asked. */
  | 'WECHAT_UNAVAILABLE'
  /** Too often, by this mini program or for this member (45009, 45011). */
  | 'TOO_FREQUENT'
  /** An errcode that only a setting or a defect of ours brings; it stands in the message. */
  | 'WECHAT_REFUSED'
  /** Not shaped as the document says. */
  | 'UNREADABLE_ANSWER';

/** An expected refusal, as a door knows it. */
export interface WeChatRefused<Code extends string = never> {
  readonly refused: Code | GeneralRefusal;
  /** For the log: the call, and WeChat's own words or the SDK's code. Not for members. */
  readonly message: string;
}

/** Errcodes by what they mean here: those that the document of a call names. */
export type Refusals<Code extends string> = Readonly<Record<number, Code>>;

const GENERAL: Refusals<GeneralRefusal> = { 45009: 'TOO_FREQUENT', 45011: 'TOO_FREQUENT' };

export function refusalOf<Code extends string>(
  api: string,
  refusals: Refusals<Code>,
  errcode: number,
  errmsg: unknown,
): WeChatRefused<Code> {
  return {
    refused: refusals[errcode] ?? GENERAL[errcode] ?? 'WECHAT_REFUSED',
    message: `${api}: ${errcode} ${typeof errmsg === 'string' ? errmsg : ''}`.trimEnd(),
  };
}

export const unreadable = (api: string): WeChatRefused => ({
  refused: 'UNREADABLE_ANSWER',
  message: `${api}: not as its document says`,
});
