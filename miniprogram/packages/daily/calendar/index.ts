import { calendarCopy } from '../../../copy/calendar';
import { commonCopy } from '../../../copy/common';
import { buyMakeUpCard, checkInCalendar, makeUp, type CheckInCalendar } from '../../../services/check-in';
import type { RefusalCode } from '../../../services/cloud';
import { isUnsettled, tell } from '../../../utils/failure';
import { withCommas } from '../../../utils/format';
import { loadView, showView, unloaded, type Loadable } from '../../../utils/load';
import { openPage } from '../../../utils/navigate';
import { typeClass } from '../../../utils/type-class';
import { monthBeside, monthOfDay } from './month';
import { cannotOf, sheetOf, type SheetView } from './sheet';
import { viewOf, type CalendarView } from './view';

/** The skeleton's days. */
const BONES = Array.from({ length: 35 }, (_, index) => index);

/** After these the day is not to be made up any more. */
const ENDING_CODES: readonly RefusalCode[] = [
  'DAY_NOT_OVER',
  'OUT_OF_WINDOW',
  'ALREADY_CHECKED_IN',
  'MONTHLY_LIMIT',
];

interface Data extends Loadable<CalendarView> {
  type: string;
  copy: typeof calendarCopy;
  common: typeof commonCopy;
  bones: readonly number[];
  /** Another month is on its way. */
  turning: boolean;
  /** Stays while the sheet slides away. */
  sheet: SheetView | null;
  choosing: boolean;
  acting: boolean;
}

interface Custom {
  /** The newest answer: what the view is derived from. */
  calendar: CheckInCalendar | null;
  /** The month that is asked for; undefined for that of today, whichever it is by then. */
  month: string | undefined;
  /** The day that the sheet is about. */
  day: string;
  load(options?: { readonly quiet: boolean }): Promise<void>;
  /** Keeps an answer, and says what is drawn of it. */
  take(calendar: CheckInCalendar): CalendarView;
  show(calendar: CheckInCalendar, more?: Partial<Data>): void;
  /** Opens the sheet, or says why there is nothing to choose. */
  choose(day: string): void;
  openSheet(day: string): void;
  makeUp(): Promise<void>;
  buyCard(): Promise<void>;
  refuse(refused: { readonly code: RefusalCode }): Promise<void>;
}

type Tap<Dataset extends object> = WechatMiniprogram.TouchEvent<object, object, Dataset>;

/** A month of check-ins, and what can be done about the missed ones. */
Page<Data, Custom & Record<string, unknown>>({
  calendar: null,
  month: undefined,
  day: '',
  data: {
    type: typeClass(),
    copy: calendarCopy,
    common: commonCopy,
    bones: BONES,
    ...unloaded<CalendarView>(),
    turning: false,
    sheet: null,
    choosing: false,
    acting: false,
  },

  onShow() {
    void this.load({ quiet: this.calendar !== null });
  },

  async onPullDownRefresh() {
    await this.load();
    await wx.stopPullDownRefresh();
  },

  async load(options) {
    const { month } = this;
    await loadView(
      this,
      () => checkInCalendar(month),
      (calendar) => this.take(calendar),
      options,
    );
    // Meanwhile another month was asked for.
    if (month !== this.month) return;
    // What did not come is not asked for again: the page stays where it is.
    if (this.calendar) this.take(this.calendar);
    if (this.data.turning) this.setData({ turning: false });
    if (this.data.choosing) this.openSheet(this.day);
  },

  take(calendar) {
    const { month, businessDay } = calendar;
    this.calendar = calendar;
    this.month = month === monthOfDay(businessDay) ? undefined : month;
    return viewOf(calendar);
  },

  show(calendar, more = {}) {
    showView(this, this.take(calendar), more);
  },

  turn({ currentTarget }: Tap<{ step: number }>) {
    if (!this.calendar) return;
    const { businessDay, firstMonth } = this.calendar;
    const last = monthOfDay(businessDay);
    const month = monthBeside(this.month ?? last, currentTarget.dataset.step);
    if (month < firstMonth || month > last) return;
    this.month = month === last ? undefined : month;
    this.setData({ turning: true });
    void this.load();
  },

  tapDay({ currentTarget }: Tap<{ index: number }>) {
    const day = this.calendar?.days[currentTarget.dataset.index];
    if (day?.state === 'today') void wx.switchTab({ url: '/pages/home/index' });
    if (day?.state === 'missed') this.choose(day.day);
  },

  tapRescue() {
    if (this.data.view?.rescue) this.choose(this.data.view.rescue.day);
  },

  choose(day) {
    if (!this.calendar) return;
    const cannot = cannotOf(this.calendar, day);
    if (cannot) void wx.showToast({ title: cannot, icon: 'none' });
    else this.openSheet(day);
  },

  openSheet(day) {
    if (!this.calendar) return;
    this.day = day;
    this.setData({ sheet: sheetOf(this.calendar, day), choosing: true });
  },

  closeSheet() {
    this.setData({ choosing: false });
  },

  async act() {
    const { sheet, acting, choosing } = this.data;
    if (!sheet || acting || !choosing) return;
    if (sheet.act === 'tasks') {
      this.setData({ choosing: false });
      return openPage('/packages/daily/tasks/index');
    }
    this.setData({ acting: true });
    await (sheet.act === 'buy' ? this.buyCard() : this.makeUp());
    this.setData({ acting: false });
  },

  async makeUp() {
    const answer = await makeUp(this.day);
    if (!answer.ok) return this.refuse(answer);
    this.show(answer.data, { choosing: false });
    const days = withCommas(answer.data.streak.days);
    void wx.showToast({ title: calendarCopy.done(days), icon: 'none' });
  },

  /** The first of two steps: the sheet stays, and the card is there to be used. */
  async buyCard() {
    if (!this.calendar) return;
    const { balancePoints, makeUp: terms } = this.calendar;
    const answer = await buyMakeUpCard(terms.cardPricePoints, balancePoints);
    if (answer.ok) {
      const calendar = { ...this.calendar, ...answer.data };
      this.show(calendar, { sheet: sheetOf(calendar, this.day) });
      const cards = withCommas(answer.data.makeUp.cards);
      return void wx.showToast({ title: calendarCopy.bought(cards), icon: 'none' });
    }
    if (answer.code !== 'PRICE_CHANGED' || !answer.data) return this.refuse(answer);
    const cardPricePoints = answer.data.pricePoints;
    const calendar = { ...this.calendar, makeUp: { ...this.calendar.makeUp, cardPricePoints } };
    this.show(calendar, { sheet: sheetOf(calendar, this.day) });
    tell(answer);
  },

  /** What is refused was not as it is shown here, so it is asked for anew; what is not settled can be tried again. */
  async refuse(refused) {
    if (refused.code === 'ALREADY_CHECKED_IN')
      void wx.showToast({ title: calendarCopy.doneAlready, icon: 'none' });
    else tell(refused);
    if (isUnsettled(refused)) return;
    if (ENDING_CODES.includes(refused.code)) this.setData({ choosing: false });
    await this.load({ quiet: true });
  },

  retry() {
    if (this.data.failure) this.setData({ failure: null });
    void this.load();
  },
});
