import { Outcome, Switch, makeCard } from '../controls';
import type { PanelContext, SectionView } from '../context';
import { make } from '../dom';
import { List } from '../list';
import { refusalOf } from '../server';

interface Group {
  readonly opengid: string;
  readonly name: string;
}

/** Whether the chosen phone's person is in a group. */
export function groupsCard({ address, people, wechat }: PanelContext): SectionView {
  const outcome = new Outcome();
  const isIn = (opengid: string, openid: string) =>
    !wechat.state?.departures.some((gone) => gone.opengid === opengid && gone.openid === openid);
  const list = new List<Group>(
    '所在的群',
    '没有群聊可选。',
    ({ opengid }) => opengid,
    ({ opengid, name }) => {
      const toggle = new Switch(name, (on) => {
        const { openid } = address.phone;
        void wechat.ask('inGroup', { openid, opengid, isIn: on }).then((answer) => {
          if (answer.ok) outcome.clear();
          else outcome.refuse(`没有改成：${refusalOf(answer)}`);
        });
      });
      return {
        element: make('li', '', toggle.element),
        show: () => {
          const { openid } = address.phone;
          toggle.show(isIn(opengid, openid), `${people.nameOf(openid)}在“${name}”里`);
        },
      };
    },
  );
  return {
    element: makeCard('在不在群里', list.element, outcome.element),
    show: () => list.show(wechat.about?.groups ?? []),
  };
}
