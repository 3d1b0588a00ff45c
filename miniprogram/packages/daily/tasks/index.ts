import { commonCopy } from '../../../copy/common';
import { tasksCopy } from '../../../copy/tasks';
import { claimTask, tasks, type Task, type Tasks } from '../../../services/tasks';
import { isUnsettled, tell } from '../../../utils/failure';
import { loadView, showView, unloaded, type Loadable } from '../../../utils/load';
import { openLink } from '../../../utils/navigate';
import { rewardOf } from '../../../utils/reward';
import { typeClass } from '../../../utils/type-class';
import { viewOf, type TasksView } from './view';

/** The skeleton's rows. */
const BONES = [1, 2, 3, 4];

/** What is drawn in the place of a group's own picture. */
const MARKS = { locked: 'lock', claimed: 'check' };

interface Data extends Loadable<TasksView> {
  type: string;
  copy: typeof tasksCopy;
  common: typeof commonCopy;
  bones: readonly number[];
  marks: typeof MARKS;
  /** The task whose reward is on its way; empty: none. */
  claiming: string;
}

interface Custom {
  /** The newest answer: what the view is derived from. */
  tasks: Tasks | null;
  keep(tasks: Tasks): TasksView;
  load(options?: { readonly quiet: boolean }): Promise<void>;
  find(taskId: string): Task | undefined;
}

type Tap = WechatMiniprogram.TouchEvent<object, object, { id: string; path: string }>;

/** What there is to do, and what of it can be claimed. */
Page<Data, Custom & Record<string, unknown>>({
  tasks: null,
  data: {
    type: typeClass(),
    copy: tasksCopy,
    common: commonCopy,
    bones: BONES,
    marks: MARKS,
    ...unloaded<TasksView>(),
    claiming: '',
  },

  /** Coming back is when something may be done. */
  onShow() {
    void this.load({ quiet: this.tasks !== null });
  },

  async onPullDownRefresh() {
    await this.load();
    await wx.stopPullDownRefresh();
  },

  load(options) {
    return loadView(this, tasks, (answer) => this.keep(answer), options);
  },

  keep(answer) {
    this.tasks = answer;
    return viewOf(answer);
  },

  retry() {
    if (this.data.failure) this.setData({ failure: null });
    void this.load();
  },

  find(taskId) {
    const { groups = [], nextTask = null } = this.tasks ?? {};
    const all = [...groups.flatMap((group) => group.tasks), ...(nextTask ? [nextTask] : [])];
    return all.find((task) => task.taskId === taskId);
  },

  async claim({ currentTarget }: Tap) {
    const task = this.find(currentTarget.dataset.id);
    if (!task || this.data.claiming) return;
    this.setData({ claiming: task.taskId });
    const answer = await claimTask(task.taskId, task.period);
    if (answer.ok) {
      const { earnedPoints, earnedMakeUpCards, ...next } = answer.data;
      showView(this, this.keep(next), { claiming: '' });
      const reward = rewardOf({ points: earnedPoints, makeUpCards: earnedMakeUpCards });
      return void wx.showToast({ title: tasksCopy.earned(reward), icon: 'none' });
    }
    this.setData({ claiming: '' });
    tell(answer);
    // It is otherwise than the page says: claimed already, or of a period that is over.
    if (!isUnsettled(answer)) void this.load({ quiet: true });
  },

  open({ currentTarget }: Tap) {
    if (currentTarget.dataset.path) openLink(currentTarget.dataset.path);
  },

  openHome() {
    void wx.switchTab({ url: '/pages/home/index' });
  },
});
