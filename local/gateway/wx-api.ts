/** Answers what functions ask of WeChat's servers through the SDK. Whoever plays WeChat gives it. */
export interface WxApi {
  /** The SDK's `callWxOpenApi`. @returns the body of the answer, but for its requestId */
  answerJson(call: { readonly apiName: unknown; readonly requestData: unknown }): Promise<object>;
  /** The SDK's `callCompatibleWxOpenApi`: protobuf both ways. */
  answerCompatible(call: {
    readonly apiName: string;
    readonly requestData: Buffer;
  }): Promise<CompatibleAnswer>;
}

export type CompatibleAnswer =
  | { readonly ok: true; readonly bytes: Buffer }
  | { readonly ok: false; readonly code: string; readonly message: string };
