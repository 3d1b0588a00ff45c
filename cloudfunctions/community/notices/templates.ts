/** The templates of subscribe messages, as WeChat has approved them. */
export interface Templates {
  /** 审核结果通知, with thing1, phrase2 and time3; empty where it is not set up: then nothing is sent. */
  readonly admission: string;
  /** 打卡提醒, with thing1, thing2 and time3; empty where it is not set up. */
  readonly checkIn: string;
}

export const templatesOf = (environment: Readonly<Record<string, string | undefined>>): Templates => ({
  admission: environment.QUNJIE_TEMPLATE_ADMISSION ?? '',
  checkIn: environment.QUNJIE_TEMPLATE_CHECK_IN ?? '',
});
