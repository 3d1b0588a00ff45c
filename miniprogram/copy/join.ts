import type { JoinView } from '../services/join';

type Reason = NonNullable<NonNullable<JoinView['application']>['reason']>;

/** Why somebody decided so; a reason without words does not compile. */
const reasons: Record<Reason, string> = {
  more_detail: '大家想多了解你一点',
  not_our_topic: '你想找的，和这里聊的不太一样',
  advertising: '资料里有推广的内容，这里不做推广',
  duplicate: '你好像已经用别的微信来过了',
  full: '这里暂时坐满了',
};

/** Said on more than one page of the way in. */
export const joinCopy = {
  reasons,
};

export const landingCopy = {
  invited: (name: string) => `${name}在这里`,
  invitedLine: '等你一起上来',
  open: '每天一小步',
  openLine: '一起上一阶',
  /** What a screen reader says of the scene. */
  scene: '几位同伴站在台阶上，太阳刚升起来',
  members: (members: string) => `${members} 位同伴`,
  headline: '来了就是一阶',
  join: '加入',
  joinForGift: (points: string) => `加入，领 ${points} 积分`,
  goOn: '接着加入',
  seeApplication: '看看申请',
  privacy: '隐私保护指引',
};

export const joinRulesCopy = {
  version: (version: string) => `社群公约 第 ${version} 版`,
  changed: '公约刚更新过，请再看一遍',
  consent: '我看过了，愿意一起守着',
  agree: '同意并继续',
  agreed: '这一版你已经同意过了',
};
