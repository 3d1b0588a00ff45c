import { arrive, type JoinProgress, type JoinView } from '../../services/join';
import { loadView, type Loadable } from '../../utils/load';

export type JoinPage = 'rules' | 'profile' | 'questions' | 'waiting' | 'welcome';

type Standing = Pick<JoinView, 'step' | 'application'>;

export const pathOf = (page: JoinPage): string => `/packages/join/${page}/index`;

/** Which pages are for somebody who stands here; the first one is where the way goes on. */
export function pagesFor({ step, application }: Standing, nowMs: number): readonly [JoinPage, ...JoinPage[]] {
  switch (step) {
    case 'member':
      return ['welcome'];
    case 'questions':
      return application?.state === 'asked_again' ? ['questions', 'waiting'] : ['questions'];
    case 'waiting':
      return application?.state === 'rejected' && application.mayApplyAtMs <= nowMs
        ? ['waiting', 'questions']
        : ['waiting'];
    case 'rules':
    case 'profile':
      return [step];
  }
}

/** What a page has just been answered, for the page that it opens: once, so that nothing old is ever shown. */
let handed: { readonly page: JoinPage; readonly join: JoinView } | null = null;

/** Hands over what is known to the page that is opened next, and says where it is. */
export function handOver(join: JoinView, page: JoinPage = pagesFor(join, Date.now())[0]): string {
  handed = { page, join };
  return pathOf(page);
}

function takeHanded(page: JoinPage): JoinView | undefined {
  if (handed?.page !== page) return undefined;
  const { join } = handed;
  handed = null;
  return join;
}

/** Whoever has left a page meanwhile is not to be taken anywhere by it. */
const isOnTop = (page: object): boolean => getCurrentPages().slice(-1)[0] === page;

/** Opens another page in this one's place. */
export function replace(page: object, url: string): void {
  if (isOnTop(page)) void wx.redirectTo({ url });
}

/** On to where the way goes on, with what was answered last. */
export function goOn(page: object, join: JoinView, progress?: JoinProgress): void {
  if (isOnTop(page)) replace(page, handOver(progress ? { ...join, ...progress } : join));
}

export async function goBack(page: object): Promise<void> {
  if (isOnTop(page)) await wx.navigateBack();
}

export function goHome(page: object): void {
  if (isOnTop(page)) void wx.switchTab({ url: '/pages/home/index' });
}

interface StepPage<View> {
  readonly data: Loadable<View>;
  setData(data: Record<string, unknown>): void;
}

export interface StepOptions {
  readonly quiet?: boolean;
  /** Whoever comes by a link and is a member already has no business on the way in. */
  readonly membersGo?: 'home' | 'on' | 'stay';
}

/**
 * Shows a page of the way in: with what the page before it was answered, or by asking. Who belongs elsewhere is taken
 * there, and sees nothing of it here.
 */
export async function loadStep<View>(
  page: StepPage<View>,
  own: JoinPage,
  viewOf: (join: JoinView) => View,
  { quiet = false, membersGo = 'home' }: StepOptions = {},
): Promise<void> {
  const staysFor = (join: JoinView) =>
    pagesFor(join, Date.now()).includes(own) || (membersGo === 'stay' && join.step === 'member');
  const ask = async () => {
    // Members come from elsewhere: nobody hands them anything.
    const known = membersGo === 'stay' ? undefined : takeHanded(own);
    const answer = known ? ({ ok: true, data: known } as const) : await arrive();
    if (answer.ok && !staysFor(answer.data)) {
      if (answer.data.step === 'member' && membersGo === 'home') goHome(page);
      else goOn(page, answer.data);
    }
    return answer;
  };
  // What is left alone stays as it is: a skeleton, or what stood there.
  const viewHere = (join: JoinView) => (staysFor(join) ? viewOf(join) : (page.data.view as View));
  await loadView(page, ask, viewHere, { quiet });
}
