import type { About, PhoneCalls } from '../../../wechat/http/line';
import { make } from '../dom';
import type { Panel } from '../panel';
import type { Person } from '../person';
import { askPermission } from '../sheet';
import type { WeChatServers } from '../wechat-servers';
import { textOf, type Area, type Options } from './answer';
import type { ToldAnswer } from './told';

type Choices = PhoneCalls['requestSubscribeMessage']['ask']['choices'];

/** WeChat shows no dialog for what it is about to refuse. */
const mostTemplates = 3;

const same = (ids: readonly string[], choice: 'accept' | 'reject'): Choices =>
  Object.fromEntries(ids.map((id) => [id, choice]));

/** Each message can be ticked; nothing is ticked that the member does not see. */
async function askFor(overlay: HTMLElement, ids: readonly string[], about: About): Promise<Choices> {
  const boxes = ids.map((id) => {
    const box = make('input', 'phone-tick');
    box.type = 'checkbox';
    box.checked = true;
    const title = about.templates.find((template) => template.id === id)?.title ?? id;
    return { id, box, row: make('label', 'phone-tick-row', box, make('span', '', title)) };
  });
  const agreed = await askPermission(overlay, {
    asker: about.name,
    title: '申请发送一次性订阅消息',
    body: [make('div', 'phone-ticks', ...boxes.map(({ row }) => row))],
    refuse: '拒绝',
    agree: '允许',
  });
  return Object.fromEntries(boxes.map(({ id, box }) => [id, agreed && box.checked ? 'accept' : 'reject']));
}

export interface SubscribeParts {
  overlay: HTMLElement;
  wechat: WeChatServers;
  person: Person;
  panel: Panel;
  tellAnswer: ToldAnswer;
}

export function subscribeArea({ overlay, wechat, person, panel, tellAnswer }: SubscribeParts): Area {
  const choose = async (ids: string[]): Promise<Choices> => {
    if (person.state.subscribe !== 'ask') return same(ids, person.state.subscribe);
    const about = await wechat.about();
    const isKnown = ids.every((id) => about.templates.some((template) => template.id === id));
    const canBeAsked = isKnown && ids.length > 0 && ids.length <= mostTemplates;
    return canBeAsked ? askFor(overlay, ids, about) : same(ids, 'reject');
  };
  return {
    requestSubscribeMessage: (options: Options = {}) =>
      tellAnswer('requestSubscribeMessage', options, async () => {
        const given = options['tmplIds'];
        const tmplIds = [...new Set(Array.isArray(given) ? given.map((id) => textOf(id)) : [])];
        const choices = await choose(tmplIds);
        const answer = await wechat.call('requestSubscribeMessage', { tmplIds, choices });
        panel.tell({ kind: 'wechat' });
        return answer;
      }),
  };
}
