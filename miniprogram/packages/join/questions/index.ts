import { commonCopy } from '../../../copy/common';
import { joinQuestionsCopy } from '../../../copy/join-questions';
import type { RefusalCode } from '../../../services/cloud';
import { apply, type JoinView } from '../../../services/join';
import { failureOf, tell } from '../../../utils/failure';
import { unloaded, type Loadable } from '../../../utils/load';
import { typeClass } from '../../../utils/type-class';
import { goOn, loadStep, pathOf, replace, type JoinPage } from '../way';
import { answersOf, draftFor, missingIn, NO_ANSWER, type Draft, type DraftAnswer } from './draft';
import { viewOf, type QuestionsView } from './view';

/** On this phone, until the answers are sent. */
const DRAFT_KEY = 'joinDraft';
/** The skeleton's questions. */
const BONES = [1, 2, 3];
/** The room above a question that is scrolled to. */
const ABOVE_PX = 12;

/** What has to come first. */
const WHERE_ELSE: Partial<Record<RefusalCode, JoinPage>> = { CONSENT_MISSING: 'rules', TOO_SOON: 'waiting' };

type Fault = keyof typeof joinQuestionsCopy.faults;

interface Data extends Loadable<QuestionsView | null> {
  type: string;
  copy: typeof joinQuestionsCopy;
  common: typeof commonCopy;
  bones: readonly number[];
  draft: Draft;
  /** The question that something is wrong with, and what it is. */
  faulty: string;
  fault: string;
  fieldSize: { readonly minHeight: number };
  sending: boolean;
}

interface Custom {
  join: JoinView | null;
  load(): Promise<void>;
  keep(id: string, answer: Partial<DraftAnswer>): void;
  mark(id: string, fault: Fault): void;
  send(): Promise<void>;
}

const isFault = (code: RefusalCode): code is Fault => code in joinQuestionsCopy.faults;

/** What Vant's fields tell: a bare value. */
interface Told<Detail> {
  readonly detail: Detail;
  readonly currentTarget: { readonly dataset: { readonly id: string } };
}

/** What the community wants to know. Everything written is kept on this phone until it is sent. */
Page<Data, Custom & Record<string, unknown>>({
  join: null,
  data: {
    type: typeClass(),
    copy: joinQuestionsCopy,
    common: commonCopy,
    bones: BONES,
    ...unloaded<QuestionsView | null>(),
    draft: {},
    faulty: '',
    fault: '',
    fieldSize: { minHeight: 96 },
    sending: false,
  },

  onLoad() {
    void this.load();
  },

  async load() {
    const show = (join: JoinView) => {
      this.join = join;
      if (join.questions.length === 0) return null;
      this.setData({ draft: draftFor(join.questions, wx.getStorageSync(DRAFT_KEY)) });
      return viewOf(join);
    };
    await loadStep(this, 'questions', show);
    // Nothing is asked here: then there is nothing to wait for.
    if (this.join?.questions.length === 0 && !this.data.failure) await this.send();
  },

  retry() {
    if (this.data.failure) this.setData({ failure: null });
    void this.load();
  },

  choose({ detail, currentTarget }: Told<string | string[]>) {
    this.keep(currentTarget.dataset.id, { choices: Array.isArray(detail) ? detail : [detail] });
  },

  step({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string; value: number }>) {
    const { id, value } = currentTarget.dataset;
    // Whoever taps the same step again takes it back.
    this.keep(id, { value: this.data.draft[id]?.value === value ? null : value });
  },

  slide({ detail, currentTarget }: Told<number>) {
    this.keep(currentTarget.dataset.id, { value: detail });
  },

  write({ detail, currentTarget }: Told<string>) {
    this.keep(currentTarget.dataset.id, { text: detail });
  },

  keep(id, answer) {
    const kept = { ...(this.data.draft[id] ?? NO_ANSWER), ...answer };
    this.setData({
      [`draft.${id}`]: kept,
      ...(this.data.faulty === id ? { faulty: '', fault: '' } : {}),
    });
    wx.setStorageSync(DRAFT_KEY, this.data.draft);
  },

  async submit() {
    if (!this.join || this.data.sending) return;
    const missing = missingIn(this.join.questions, this.data.draft);
    if (missing !== undefined) return this.mark(missing, 'ANSWER_MISSING');
    await this.send();
  },

  mark(id, fault) {
    this.setData({ faulty: id, fault: joinQuestionsCopy.faults[fault] });
    void wx.pageScrollTo({ selector: `#question-${id}`, offsetTop: -ABOVE_PX });
  },

  async send() {
    const { join } = this;
    if (!join) return;
    this.setData({ sending: true });
    const answer = await apply(answersOf(join.questions, this.data.draft));
    if (answer.ok) {
      wx.removeStorageSync(DRAFT_KEY);
      return goOn(this, join, answer.data);
    }
    this.setData({ sending: false });
    if (isFault(answer.code) && answer.data && 'questionId' in answer.data)
      return this.mark(answer.data.questionId, answer.code);
    if (!this.data.view) return this.setData({ failure: failureOf(answer) });
    tell(answer);
    if (answer.code === 'UNKNOWN_QUESTION') return this.load();
    const page = WHERE_ELSE[answer.code];
    if (page) replace(this, pathOf(page));
  },
});
