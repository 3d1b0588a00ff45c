/** As entered in WeChat's console under message push. */
export interface PushSettings {
  readonly mode: 'plain' | 'encrypted';
  readonly token: string;
  /** 43 letters and digits. Only the encrypted mode looks at it. */
  readonly encodingAesKey: string;
}
