import { openedFromCard, openedFromGroupCard, openedFromList } from '../../address';
import { Choice, makeAction, makeCard, makeField } from '../controls';
import type { PanelContext, SectionView } from '../context';
import { make } from '../dom';
import { cardsCard } from './open-cards';
import { codeCard } from './open-code';
import { sceneCard } from './open-scene';
import { groupsCard } from './open-groups';

const withShareTicket = 1044;

export function openSection(context: PanelContext): SectionView {
  const { wechat, open } = context;
  const group = new Choice('群聊');
  const groups = groupsCard(context);
  const cards = cardsCard(context);
  const codes = codeCard(context);
  const scene = sceneCard(context);
  const openFromGroup = (from: number) => open({ scene: from, group: group.value, page: '' });
  const ofGroup = make(
    'div',
    'stack',
    makeField('群聊', group.element),
    make(
      'div',
      'buttons',
      makeAction('从群聊卡片打开', () => openFromGroup(openedFromGroupCard)),
      makeAction('带 shareTicket', () => openFromGroup(withShareTicket)),
    ),
  );
  const usual = makeCard(
    '打开首页',
    make(
      'div',
      'buttons',
      makeAction('从列表打开', () => open({ scene: openedFromList, group: undefined, page: '' })),
      makeAction('从单聊卡片打开', () => open({ scene: openedFromCard, group: undefined, page: '' })),
    ),
    ofGroup,
  );
  const parts = [cards, codes, scene, groups];
  const element = make('div', 'section', usual, ...parts.map((part) => part.element));
  return {
    element,
    show: () => {
      const known = wechat.about?.groups ?? [];
      ofGroup.hidden = known.length === 0;
      group.show(known.map(({ opengid, name }) => ({ value: opengid, text: name })));
      for (const part of [cards, groups]) part.element.hidden = wechat.about === undefined;
      for (const part of parts) part.show();
    },
  };
}
