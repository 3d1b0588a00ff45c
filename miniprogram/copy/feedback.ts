export const feedbackCopy = {
  heading: '哪里不对，或者想要什么',
  line: '写好复制，发到群里或发给群主，都看得到',
  kinds: ['积分不对', '打不开', '看不清', '想要新的'],
  placeholder: '说说当时在做什么，看到了什么',
  about: '会一起带上，方便查',
  copy: '复制下来',
  empty: '先写几个字',
  failed: '没有复制成功，请长按文字自己复制',
  text: (kind: string, words: string, about: string) => `【群阶 · ${kind}】${words}\n${about}`,
  device: (parts: readonly string[]) => parts.filter(Boolean).join(' · '),
  version: (version: string) => `小程序 ${version}`,
};
