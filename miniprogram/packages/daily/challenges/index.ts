import { challengesCopy } from '../../../copy/challenges';
import { commonCopy } from '../../../copy/common';
import { challenges, joinChallenge, type Challenge, type Challenges } from '../../../services/challenges';
import { changesOf } from '../../../utils/changes';
import { isUnsettled, tell } from '../../../utils/failure';
import { loadView, showView, unloaded, type Loadable } from '../../../utils/load';
import { typeClass } from '../../../utils/type-class';
import { sheetOf, type SheetView } from './sheet';
import { chosenOf, viewOf, type ChallengesView, type Chosen } from './view';

/** The skeleton's cards. */
const BONES = [1, 2];

interface Data extends Loadable<ChallengesView> {
  type: string;
  copy: typeof challengesCopy;
  common: typeof commonCopy;
  bones: readonly number[];
  /** What is about to be joined; it stays there while its sheet slides away. */
  sheet: SheetView | null;
  sheetShown: boolean;
  joining: boolean;
}

interface Custom {
  /** The newest answer: what the view is derived from. */
  challenges: Challenges | null;
  chosen: Chosen;
  keep(challenges: Challenges): ChallengesView;
  load(options?: { readonly quiet: boolean }): Promise<void>;
  find(challengeId: string): Challenge | undefined;
}

type Tap = WechatMiniprogram.TouchEvent<object, object, { id: string; pledge: number }>;

/** What can be promised for some days, and how the member's own promises stand. */
Page<Data, Custom & Record<string, unknown>>({
  challenges: null,
  chosen: {},
  data: {
    type: typeClass(),
    copy: challengesCopy,
    common: commonCopy,
    bones: BONES,
    ...unloaded<ChallengesView>(),
    sheet: null,
    sheetShown: false,
    joining: false,
  },

  onShow() {
    void this.load({ quiet: this.challenges !== null });
  },

  async onPullDownRefresh() {
    await this.load();
    await wx.stopPullDownRefresh();
  },

  load(options) {
    return loadView(this, challenges, (answer) => this.keep(answer), options);
  },

  keep(answer) {
    this.challenges = answer;
    return viewOf(answer, this.chosen);
  },

  retry() {
    if (this.data.failure) this.setData({ failure: null });
    void this.load();
  },

  find(challengeId) {
    return this.challenges?.challenges.find((challenge) => challenge.challengeId === challengeId);
  },

  choose({ currentTarget }: Tap) {
    const { id, pledge } = currentTarget.dataset;
    this.chosen = { ...this.chosen, [id]: pledge };
    if (this.challenges)
      this.setData(changesOf(this.data.view, viewOf(this.challenges, this.chosen), 'view'));
  },

  openSheet({ currentTarget }: Tap) {
    const challenge = this.find(currentTarget.dataset.id);
    if (!this.challenges || !challenge) return;
    const option = chosenOf(challenge, this.challenges.balancePoints, this.chosen);
    if (option) this.setData({ sheet: sheetOf(challenge, option, this.challenges), sheetShown: true });
  },

  closeSheet() {
    if (!this.data.joining) this.setData({ sheetShown: false });
  },

  async join() {
    const { sheet, sheetShown, joining } = this.data;
    if (!sheet || !sheetShown || joining) return;
    this.setData({ joining: true });
    const answer = await joinChallenge(sheet.challengeId, sheet.pledgePoints, sheet.startsOn);
    if (answer.ok) {
      showView(this, this.keep(answer.data), { joining: false, sheetShown: false });
      const { today, tomorrow } = challengesCopy.joined;
      return void wx.showToast({ title: sheet.startsToday ? today : tomorrow, icon: 'none' });
    }
    // Where nobody knows whether it was joined, the sheet stays for another try.
    this.setData({ joining: false, sheetShown: isUnsettled(answer) });
    tell(answer);
    if (!isUnsettled(answer)) void this.load({ quiet: true });
  },

  openHome() {
    void wx.switchTab({ url: '/pages/home/index' });
  },
});
