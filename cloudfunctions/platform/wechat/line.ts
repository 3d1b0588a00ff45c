/** The way to WeChat: two calls of the SDK, one without it, and what trying again needs. */
export interface WeChatLine {
  /** JSON both ways. Rejects where no answer came. */
  readonly callJson: (
    apiName: string,
    data: Readonly<Record<string, unknown>>,
    timeoutMs: number,
  ) => Promise<unknown>;
  /** Protobuf both ways: the only one that carries a picture. Rejects where no answer came. */
  readonly callCompatible: (apiName: string, data: Buffer, timeoutMs: number) => Promise<unknown>;
  /** JSON back, from WeChat's own address: for what the cloud does not carry. Rejects where no answer came. */
  readonly getJson: (
    path: string,
    query: Readonly<Record<string, string>>,
    timeoutMs: number,
  ) => Promise<unknown>;
  /** How long one question may take, all its tries together; the waits between them are short. */
  readonly budgetMs: number;
  readonly sleep: (ms: number) => Promise<void>;
  /** In [0, 1). */
  readonly random: () => number;
}
