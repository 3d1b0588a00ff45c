import type { Builtin } from '../builtin';
import { refuse } from '../refuse';
import { addHover, hoverProperties } from './hover';

const calls: Readonly<Record<string, string>> = {
  navigate: 'navigateTo',
  redirect: 'redirectTo',
  switchTab: 'switchTab',
  reLaunch: 'reLaunch',
  navigateBack: 'navigateBack',
};

type RouteCall = (options: {
  url: string;
  delta: number;
  fail: (result: { errMsg: string }) => void;
  success: (result: unknown) => void;
}) => void;

export const navigator: Builtin = {
  name: 'navigator',
  properties: {
    ...hoverProperties('navigator-hover', 50, 600),
    target: { type: String, value: 'self' },
    url: String,
    openType: { type: String, value: 'navigate' },
    delta: { type: Number, value: 1 },
  },
  mount(node) {
    addHover(node, 'navigator-hover');
    node.onTap(() => {
      const call = calls[node.text('openType')];
      if (call === undefined || node.text('target') !== 'self')
        return refuse(`<navigator open-type="${node.text('openType')}">`, node.component);
      (wx[call] as RouteCall)({
        url: node.text('url'),
        delta: node.number('delta'),
        success: (result) => node.emit('success', result),
        fail: (result) => {
          console.error(new Error(result.errMsg));
          node.emit('fail', result);
        },
      });
    });
  },
};
