import { Switch, makeAction, makeCard, makeHint } from '../controls';
import { choiceSegments } from './choice-segments';
import type { PanelContext, SectionView } from '../context';
import { make, setText } from '../dom';
import { List } from '../list';
import { afresh, newPhone } from '../panel-address';
import { newOpenid, type Person } from '../people';

export function whoSection(context: PanelContext): SectionView {
  const { address, people } = context;
  const list = personList(context);
  const two = new Switch('两台手机', (isOn) => {
    const [first] = address.state.phones;
    const other = people.all().find(({ openid }) => openid !== first.openid)?.openid ?? newOpenid();
    address.change(isOn ? { phones: [first, newPhone(other)], chosen: 1 } : { phones: [first], chosen: 0 });
  });
  const settings = phoneSettings(context);
  const element = make(
    'div',
    'section',
    makeCard(
      '我是谁',
      list.element,
      make(
        'div',
        'buttons',
        makeAction('新成员', () => context.open(afresh(newOpenid()))),
        makeAction('还没同意隐私指引的新成员', () =>
          context.open({ ...afresh(newOpenid()), privacy: 'ask' }),
        ),
      ),
    ),
    makeCard('手机', ...settings.map(({ element: each }) => each), two.element),
    makeHint('这是浏览器里的预览：行为与微信相近，不等于真机。'),
  );
  return {
    element,
    show: () => {
      list.show(people.all(address.state.phones.map(({ openid }) => openid)));
      for (const each of settings) each.show();
      two.show(address.state.phones.length === 2);
    },
  };
}

let lists = 0;

function personList(context: PanelContext): List<Person> {
  const name = `person-${lists++}`;
  const list = new List<Person>(
    '我是谁',
    '',
    ({ openid }) => openid,
    ({ openid }) => {
      const input = make('input');
      Object.assign(input, { type: 'radio', name });
      input.addEventListener('change', () => context.open(afresh(openid)));
      const label = make('b');
      const element = make(
        'li',
        '',
        make('label', 'person', input, make('span', 'person-text', label, make('small', '', openid))),
      );
      const show = (person: Person) => {
        setText(label, person.label);
        input.checked = context.address.phone.openid === openid;
      };
      return { element, show };
    },
  );
  list.element.setAttribute('role', 'radiogroup');
  list.element.setAttribute('aria-label', '我是谁');
  return list;
}

const phoneSettings = (context: PanelContext): SectionView[] => [
  choiceSegments(context, 'width', '宽度', [
    { value: '320', text: '320' },
    { value: '375', text: '375' },
    { value: '414', text: '414' },
  ]),
  choiceSegments(context, 'theme', '主题', [
    { value: 'system', text: '跟随系统' },
    { value: 'light', text: '浅色' },
    { value: 'dark', text: '深色' },
  ]),
  choiceSegments(context, 'net', '网络', [
    { value: 'ok', text: '正常' },
    { value: 'slow', text: '慢' },
    { value: 'lost', text: '丢失回答' },
    { value: 'offline', text: '断网' },
  ]),
  choiceSegments(context, 'privacy', '隐私', [
    { value: 'agreed', text: '已同意' },
    { value: 'ask', text: '询问' },
    { value: 'refuse', text: '拒绝' },
  ]),
  choiceSegments(context, 'album', '相册', [
    { value: 'allow', text: '允许' },
    { value: 'ask', text: '询问' },
    { value: 'refuse', text: '拒绝' },
  ]),
];
