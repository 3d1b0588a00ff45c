import type { DecisionReason, NoticeKind } from './contract';

interface Text {
  readonly title: string;
  readonly text: string;
}

/** `{name}` is filled in from the notice's values; the welcome is the rulebook's, in finished words. */
const TEXTS: Readonly<Record<NoticeKind, Text>> = {
  welcome: { title: '{title}', text: '{text}' },
  admission_rejected: {
    title: '这次没能加入{community}',
    text: '{reason}。谢谢你花时间填写，过些天还可以再来。',
  },
  admission_asked_again: {
    title: '申请还差一点点',
    text: '{reason}。补充好再提交一次就行。',
  },
  challenge_lost: {
    title: '挑战结束了',
    text: '{challenge}这次没走到，押的 {points} 积分没有退回。想走时再约。',
  },
  order_shipped: {
    title: '你换的东西寄出了',
    text: '{title}正在路上，{carrier} {number}。到了记得确认收货。',
  },
  order_refunded: {
    title: '一笔兑换退回了',
    text: '{title}退回来了，{points} 积分已经还给你。',
  },
  nickname_refused: {
    title: '昵称换一个吧',
    text: '这个昵称没有通过检查，大家先看到的是默认名字。',
  },
  picture_refused: {
    title: '头像换一张吧',
    text: '这张头像没有通过检查，大家先看到的是默认头像。',
  },
};

const REASONS: Readonly<Record<DecisionReason, string>> = {
  more_detail: '想多了解你一些',
  not_our_topic: '你想找的和这里聊的不太一样',
  advertising: '资料里有推广的内容',
  duplicate: '你好像已经在这里了',
  full: '现在人满了',
};

/** A notice in words. */
export function textOf(kind: NoticeKind, values: Readonly<Record<string, string>>): Text {
  const { title, text } = TEXTS[kind];
  return { title: filled(title, values), text: filled(text, values) };
}

const filled = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (_whole, name: string) => wordsOf(name, values[name] ?? ''));

const wordsOf = (name: string, value: string): string =>
  name === 'reason' ? REASONS[value as DecisionReason] : value;
