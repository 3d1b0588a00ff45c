import { pageOf, pageProblem, readScene } from '../../address';
import { Outcome, makeCard, makeField, makeForm, makeInput, makeSubmit } from '../controls';
import type { PanelContext, SectionView } from '../context';
import { make, setText, setValue } from '../dom';

/** 场景值列表, those that a community meets. */
const scenes: readonly (readonly [scene: number, name: string])[] = [
  [1001, '发现栏小程序主入口'],
  [1007, '单人聊天里的卡片'],
  [1008, '群聊里的卡片'],
  [1011, '扫描二维码'],
  [1012, '长按图片识别二维码'],
  [1013, '扫描相册里的二维码'],
  [1014, '订阅消息'],
  [1044, '带 shareTicket 的卡片'],
  [1047, '扫描小程序码'],
  [1048, '长按图片识别小程序码'],
  [1049, '扫描相册里的小程序码'],
  [1154, '朋友圈单页模式'],
];

export function sceneCard({ address, open, people }: PanelContext): SectionView {
  const outcome = new Outcome();
  const scene = makeInput('text', '1001');
  scene.inputMode = 'numeric';
  const names = make('datalist');
  names.id = 'scene-names';
  names.append(...scenes.map(([value, name]) => new Option(name, String(value))));
  scene.setAttribute('list', names.id);
  const page = makeInput('text', '首页');
  const now = make('p', 'hint');
  const submit = () => {
    const number = readScene(scene.value.trim());
    if (number === undefined) return outcome.refuse('场景值是 1 开头的四位数，例如 1001');
    const asked = pageOf(page.value.trim());
    const problem = pageProblem(asked);
    if (problem !== undefined) return outcome.refuse(problem);
    outcome.clear();
    open({ scene: number, page: asked });
  };
  const element = makeCard(
    '场景值',
    now,
    makeForm(
      submit,
      makeField('场景值', scene, names),
      makeField('页面', page),
      makeSubmit('以这个场景值打开'),
    ),
    outcome.element,
  );
  return {
    element,
    show: () => {
      const { scene: opened, group } = address.phone;
      const name = scenes.find(([value]) => value === opened)?.[1] ?? '其他';
      const from = group === undefined ? '' : `，来自${people.groupName(group)}`;
      setText(now, `现在：${opened} ${name}${from}`);
      if (scene.value === '') setValue(scene, String(opened));
    },
  };
}
