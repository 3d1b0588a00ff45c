export const joinQuestionsCopy = {
  heading: '说说你自己',
  line: '写到一半也能离开，回来接着写',
  again: '还差一点点',
  optional: '选填',
  chosen: '，已选',
  placeholder: '想到什么写什么',
  submit: '提交',
  faults: {
    ANSWER_MISSING: '这道题要答一下',
    ANSWER_UNFIT: '这个回答不合适，请看一下',
    ANSWER_REFUSED: '这段文字没通过微信的检查，换个说法吧',
  },
};
