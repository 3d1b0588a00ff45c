import { commonCopy } from '../../../copy/common';
import { joinRulesCopy } from '../../../copy/join';
import { agree, type JoinView } from '../../../services/join';
import { tell } from '../../../utils/failure';
import { unloaded, type Loadable } from '../../../utils/load';
import { typeClass } from '../../../utils/type-class';
import { goBack, goOn, loadStep } from '../way';
import { viewOf, type RulesView } from './view';

/** The skeleton's sections. */
const BONES = [1, 2, 3];

interface Data extends Loadable<RulesView> {
  type: string;
  copy: typeof joinRulesCopy;
  common: typeof commonCopy;
  bones: readonly number[];
  isTicked: boolean;
  /** A newer version came in the middle of reading. */
  hasChanged: boolean;
  agreeing: boolean;
}

interface Custom {
  /** Opened by a member, from one of their pages: then it goes back there. */
  isMembers: boolean;
  join: JoinView | null;
  load(): Promise<void>;
}

/** What holds here. Newcomers agree to it on their way in, members to a new version. */
Page<Data, Custom & Record<string, unknown>>({
  isMembers: false,
  join: null,
  data: {
    type: typeClass(),
    copy: joinRulesCopy,
    common: commonCopy,
    bones: BONES,
    ...unloaded<RulesView>(),
    isTicked: false,
    hasChanged: false,
    agreeing: false,
  },

  onLoad({ from }) {
    this.isMembers = from === 'settings' || from === 'home';
    void this.load();
  },

  load() {
    const show = (join: JoinView) => {
      this.join = join;
      return viewOf(join);
    };
    return loadStep(this, 'rules', show, { membersGo: this.isMembers ? 'stay' : 'home' });
  },

  retry() {
    if (this.data.failure) this.setData({ failure: null });
    void this.load();
  },

  tick({ detail }: WechatMiniprogram.CheckboxGroupChange) {
    this.setData({ isTicked: detail.value.length > 0 });
  },

  async agree() {
    const { join } = this;
    if (!join || !this.data.isTicked || this.data.agreeing) return;
    this.setData({ agreeing: true });
    const answer = await agree(join.rules.version);
    if (answer.ok) {
      if (this.isMembers) return goBack(this);
      return goOn(this, join, answer.data);
    }
    tell(answer);
    if (answer.code === 'RULES_CHANGED') {
      await this.load();
      this.setData({ isTicked: false, hasChanged: true });
      void wx.pageScrollTo({ scrollTop: 0 });
    }
    this.setData({ agreeing: false });
  },
});
