import type { Section } from '../../address';
import type { PanelContext, SectionView } from '../context';
import { clockSection } from './clock';
import { inboxSection } from './inbox';
import { logSection } from './log';
import { moneySection } from './money';
import { openSection } from './open';
import { storageSection } from './storage';
import { wechatSection } from './wechat';
import { whoSection } from './who';

export const sectionTitles: Readonly<Record<Section, string>> = {
  who: '我是谁',
  open: '打开方式',
  clock: '时钟',
  wechat: '微信接口',
  inbox: '消息',
  money: '收银台',
  log: '调用',
  storage: '存储',
};

export const makeSections: Readonly<Record<Section, (context: PanelContext) => SectionView>> = {
  who: whoSection,
  open: openSection,
  clock: clockSection,
  wechat: wechatSection,
  inbox: inboxSection,
  money: moneySection,
  log: logSection,
  storage: storageSection,
};
