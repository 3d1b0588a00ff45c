import type { CallName } from '../../../wechat/call-names';
import type { Behaviour, Suggest } from '../../../wechat/state';
import { callTitles } from '../call-titles';
import { Choice, Outcome, Segments, makeCard, makeField, makeInput, makeSmall } from '../controls';
import type { PanelContext, SectionView } from '../context';
import { make, setText, setValue } from '../dom';
import { List, type Row } from '../list';
import { refusalOf } from '../server';

const contentChecks: readonly CallName[] = ['security.msgSecCheck', 'security.mediaCheckAsync'];
const ofVirtualPayment: readonly CallName[] = [
  'requestVirtualPayment',
  '/xpay/query_order',
  '/xpay/notify_provide_goods',
  '/xpay/refund_order',
];
const suggestTexts: Readonly<Record<Suggest, string>> = { pass: '通过', review: '复核', risky: '违规' };
const maxDelayMs = 60_000;

/** What each of WeChat's calls does from now on. */
export function simulatorsCard(context: PanelContext): SectionView {
  const { wechat } = context;
  const list = new List<CallName>(
    '接口',
    '',
    (name) => name,
    (name) => simulatorRow(context, name),
  );
  const isThere = (name: CallName) =>
    (name !== 'requestPayment' || wechat.about?.hasCashier === true) &&
    (!ofVirtualPayment.includes(name) || wechat.about?.hasVirtualPayment === true);
  return {
    element: makeCard('接口', list.element, errcodeNames()),
    show: () => list.show((Object.keys(callTitles) as CallName[]).filter(isThere)),
  };
}

/** In a few words. */
function briefOf({ failWith, delayMs, suggest, riskRank }: Behaviour): string {
  const parts = [
    ...(failWith === undefined ? [] : [`失败 ${failWith}`]),
    ...(delayMs === undefined || delayMs === 0 ? [] : [`慢 ${delayMs} 毫秒`]),
    ...(suggest === undefined || suggest === 'pass' ? [] : [suggestTexts[suggest]]),
    ...(riskRank === undefined || riskRank === 0 ? [] : [`等级 ${riskRank}`]),
  ];
  return parts.length === 0 ? '正常' : parts.join(' · ');
}

function simulatorRow({ wechat }: PanelContext, name: CallName): Row<CallName> {
  const outcome = new Outcome();
  const now = () => wechat.state?.behaviours[name] ?? {};
  const behave = async (behaviour: Behaviour) => {
    const answer = await wechat.ask('behave', { name, behaviour });
    if (answer.ok) outcome.clear();
    else outcome.refuse(`没有改成：${refusalOf(answer)}`);
  };
  const parts: SectionView[] = [
    failing(now, behave, outcome),
    slow(now, behave, outcome),
    ...(contentChecks.includes(name) ? [suggesting(now, behave)] : []),
    ...(name === 'riskControl.getUserRiskRank' ? [ranking(now, behave)] : []),
  ];
  const brief = make('span', 'chip');
  const reset = makeSmall('恢复正常', () => void behave({}));
  const element = make(
    'details',
    'simulator',
    make(
      'summary',
      '',
      make('span', 'row-text', make('b', '', callTitles[name]), make('small', 'code', name)),
      brief,
    ),
    make('div', 'stack', ...parts.map((part) => part.element), reset, outcome.element),
  );
  const show = () => {
    const text = briefOf(now());
    setText(brief, text);
    brief.dataset['kind'] = text === '正常' ? 'usual' : 'told';
    for (const part of parts) part.show();
  };
  return { element: make('li', '', element), show };
}

type Behave = (behaviour: Behaviour) => Promise<void>;

const errcodes: readonly (readonly [errcode: number, name: string])[] = [
  [-1, '系统繁忙'],
  [40001, '凭证无效'],
  [43101, '用户拒绝接收'],
  [45009, '调用超过限额'],
  [61010, '用户两小时内没来过'],
];

const errcodesId = 'errcodes';

function errcodeNames(): HTMLElement {
  const names = make('datalist');
  names.id = errcodesId;
  names.append(...errcodes.map(([errcode, name]) => new Option(name, String(errcode))));
  return names;
}

function failing(now: () => Behaviour, behave: Behave, outcome: Outcome): SectionView {
  const input = makeInput('text', '不失败');
  input.inputMode = 'numeric';
  input.setAttribute('list', errcodesId);
  input.addEventListener('change', () => {
    const { failWith: _, ...rest } = now();
    const text = input.value.trim();
    if (text === '') return void behave(rest);
    if (!/^-?[1-9]\d{0,8}$/.test(text)) return outcome.refuse('errcode 是一个不为 0 的整数，例如 45009');
    void behave({ ...rest, failWith: Number(text) });
  });
  return {
    element: makeField('失败', input, make('span', 'unit', 'errcode')),
    show: () => setValue(input, String(now().failWith ?? '')),
  };
}

function slow(now: () => Behaviour, behave: Behave, outcome: Outcome): SectionView {
  const input = makeInput('text', '不慢');
  input.inputMode = 'numeric';
  input.addEventListener('change', () => {
    const { delayMs: _, ...rest } = now();
    const text = input.value.trim();
    if (text === '') return void behave(rest);
    if (!/^\d{1,5}$/.test(text) || Number(text) > maxDelayMs) {
      return outcome.refuse(`要 0–${maxDelayMs} 毫秒`);
    }
    void behave({ ...rest, delayMs: Number(text) });
  });
  return {
    element: makeField('慢', input, make('span', 'unit', '毫秒')),
    show: () => setValue(input, String(now().delayMs ?? '')),
  };
}

function suggesting(now: () => Behaviour, behave: Behave): SectionView {
  const texts = Object.entries(suggestTexts) as [Suggest, string][];
  const segments = new Segments<Suggest>(
    '判定',
    texts.map(([value, text]) => ({ value, text })),
    (suggest) => {
      const { suggest: _, label: __, ...rest } = now();
      void behave(suggest === 'pass' ? rest : { ...rest, suggest });
    },
  );
  return { element: segments.element, show: () => segments.show(now().suggest ?? 'pass') };
}

function ranking(now: () => Behaviour, behave: Behave): SectionView {
  const ranks = ['0 没有风险', '1', '2', '3', '4 风险最高'];
  const choice = new Choice('等级', () => void behave({ ...now(), riskRank: Number(choice.value) }));
  return {
    element: makeField('等级', choice.element),
    show: () =>
      choice.show(
        ranks.map((text, rank) => ({ value: String(rank), text })),
        String(now().riskRank ?? 0),
      ),
  };
}
