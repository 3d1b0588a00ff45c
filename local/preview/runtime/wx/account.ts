import type { Person } from '../person';
import type { WeChatServers } from '../wechat-servers';
import { answer, type Area, type Options } from './answer';
import type { ToldAnswer } from './told';

/** Who the member is to WeChat, and from which group the mini program was opened. */
export function accountArea(wechat: WeChatServers, person: Person, tellAnswer: ToldAnswer): Area {
  return {
    login: (options?: Options) => tellAnswer('login', options, () => wechat.call('login', {})),
    checkSession: (options?: Options) => answer('checkSession', options, () => undefined),
    getGroupEnterInfo: (options?: Options) =>
      tellAnswer('getGroupEnterInfo', options, () => {
        const { group } = person.state;
        return wechat.call('getGroupEnterInfo', group === undefined ? {} : { opengid: group });
      }),
  };
}
