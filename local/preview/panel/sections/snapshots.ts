import { askFirst } from '../ask-first';
import { Outcome, makeCard, makeField, makeForm, makeInput, makeSmall, makeSubmit } from '../controls';
import type { PanelContext, SectionView } from '../context';
import { make } from '../dom';
import { List, type Row } from '../list';
import { ask, post, refusalOf, type Answer } from '../server';
import { minuteTime } from '../clock';
import { sizeText } from '../size-text';

interface Snapshot {
  readonly name: string;
  readonly takenAtMs: number;
  readonly clockMs: number;
  readonly sizeBytes: number;
}

const nameForm = /^[0-9A-Za-z\p{Script=Han}_-]{1,40}$/u;
const root = '/host/snapshots';
const pathOf = (name: string) => `${root}/${encodeURIComponent(name)}`;

/** Kept states of the whole machine. Hidden where the server keeps none. */
export function snapshotsCard(context: PanelContext): SectionView {
  const outcome = new Outcome();
  let snapshots: readonly Snapshot[] | undefined;
  let isAsked = false;

  const load = async () => {
    const answer = await ask<Snapshot[]>(root);
    if (answer.ok) snapshots = answer.value;
    context.refresh();
  };
  /** Tells what came of it, and shows the list as it is then. */
  const act = async (done: string, asking: Promise<Answer<unknown>>) => {
    const answer = await asking;
    if (answer.ok) outcome.say(done);
    else outcome.refuse(`没有成功：${refusalOf(answer)}`);
    await load();
    return answer.ok;
  };
  const list = new List<Snapshot>(
    '快照',
    '还没有快照。试一件难得遇到的事之前，先存一份。',
    ({ name, takenAtMs }) => `${name} ${takenAtMs}`,
    (snapshot) => snapshotRow(snapshot, context, act),
  );
  const name = makeInput('text', '例如 开赛前');
  const take = () => {
    const wanted = name.value.trim();
    if (!nameForm.test(wanted)) return outcome.refuse('名字要 1–40 个字，可以用汉字、字母、数字、- 和 _');
    void act(`存好了“${wanted}”`, post(root, { name: wanted })).then((isDone) => {
      if (isDone) name.value = '';
    });
  };
  const element = makeCard(
    '快照',
    list.element,
    makeForm(take, makeField('名字', name, makeSubmit('存一份'))),
    outcome.element,
  );
  element.hidden = true;
  return {
    element,
    show: () => {
      if (!isAsked) {
        isAsked = true;
        void load();
      }
      element.hidden = snapshots === undefined;
      list.show(snapshots ?? []);
    },
  };
}

function snapshotRow(
  { name, clockMs, takenAtMs, sizeBytes }: Snapshot,
  { address, clock, phones, wechat }: PanelContext,
  act: (done: string, asking: Promise<Answer<unknown>>) => Promise<boolean>,
): Row<Snapshot> {
  const restore = async () => {
    const isSure = await askFirst(
      `回到“${name}”？`,
      `时钟回到 ${minuteTime(clockMs)}。之后发生的一切都会没有：数据、消息、卡片和订单。先存一份现在的快照，就还能回来。`,
      '回到那时',
    );
    if (!isSure || !(await act(`回到了“${name}”`, post(`${pathOf(name)}/restore`, {})))) return;
    // The address must not send the clock ahead again.
    address.note({ clockMs: undefined });
    await Promise.all([clock.read(), wechat.refresh()]);
    address.state.phones.forEach((_, index) => phones.launch(index));
  };
  const remove = async () => {
    const isSure = await askFirst(`删掉“${name}”？`, '删掉的快照找不回来。', '删掉');
    if (isSure) await act(`删掉了“${name}”`, ask(pathOf(name), { method: 'DELETE' }));
  };
  return {
    element: make(
      'li',
      'row',
      make(
        'div',
        'row-text',
        make('b', '', name),
        make('small', '', `时钟 ${minuteTime(clockMs)} · ${sizeText(sizeBytes)}`),
        make('small', '', `存于 ${minuteTime(takenAtMs)}`),
      ),
      make(
        'div',
        'row-actions',
        makeSmall('恢复', () => void restore()),
        makeSmall('删除', () => void remove()),
      ),
    ),
  };
}
