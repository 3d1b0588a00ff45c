/**
 * The panel's address is its state: what it says can be opened again, sent to a colleague, and driven by a test. The first
 * phone's values stand under their own names and its page behind the `#`; the second phone's begin with `2.`.
 */

const choices = {
  width: ['375', '320', '414'],
  theme: ['system', 'light', 'dark'],
  /** slow: seconds late · lost: the call arrives, its answer does not · offline: nothing arrives */
  net: ['ok', 'slow', 'lost', 'offline'],
  /** Whether the member has consented to the privacy guideline; ask: not yet, a dialog asks. */
  privacy: ['agreed', 'ask', 'refuse'],
  /** What the member answers; ask: a dialog in the phone. */
  subscribe: ['ask', 'accept', 'reject'],
  pay: ['ask', 'pay', 'cancel'],
  album: ['ask', 'allow', 'refuse'],
  /** What becomes of the notice of a payment. */
  notice: ['once', 'lost', 'twice'],
} as const;

type Choices = typeof choices;
export type ChoiceName = keyof Choices;
export const choicesOf = <Name extends ChoiceName>(name: Name): Choices[Name] => choices[name];

export type PhoneState = { -readonly [Name in ChoiceName]: Choices[Name][number] } & {
  openid: string;
  /** WeChat's number for how it was opened. */
  scene: number;
  /** The group whose card opened it. */
  group: string | undefined;
  /** Page with query, without a slash before it; empty: the first page. */
  page: string;
};

export const sections = ['who', 'open', 'clock', 'wechat', 'inbox', 'money', 'log', 'storage'] as const;
export type Section = (typeof sections)[number];

export interface PanelState {
  phones: [PhoneState] | [PhoneState, PhoneState];
  section: Section;
  /** To this instant the clock goes ahead when the address is opened; one that is past already changes nothing. */
  clockMs: number | undefined;
}

export interface ReadAddress {
  state: PanelState;
  /** What in the address could not be understood, and was left out, for people. */
  problems: string[];
}

/** 发现栏小程序主入口 */
export const openedFromList = 1001;
export const openedFromCard = 1007;
export const openedFromGroupCard = 1008;
export const openedFromMessage = 1014;
export const openedFromScannedCode = 1047;

const openidForm = /^[\x21-\x7e]{1,128}$/;
const pageForm = /^[\x21-\x7e]{0,2000}$/;
const second = '2.';

/** @param firstOpenid Who it is when the address does not say. */
export function readPanelAddress(address: string, firstOpenid: string): ReadAddress {
  const url = new URL(address, 'http://panel');
  const problems: string[] = [];
  const page = url.hash.replace(/^#\/?/, '');
  const first = readPhone(url.searchParams, '', page, firstOpenid, problems);
  const secondPage = (url.searchParams.get(`${second}page`) ?? '').replace(/^\//, '');
  const phones: PanelState['phones'] = url.searchParams.has(`${second}openid`)
    ? [first, readPhone(url.searchParams, second, secondPage, firstOpenid, problems)]
    : [first];
  const section = sections.find((each) => each === (url.searchParams.get('section') ?? sections[0]));
  if (!section) problems.push(`section=${url.searchParams.get('section') ?? ''}`);
  return {
    state: { phones, section: section ?? sections[0], clockMs: readClock(url.searchParams, problems) },
    problems,
  };
}

function readPhone(
  params: URLSearchParams,
  prefix: string,
  page: string,
  firstOpenid: string,
  problems: string[],
): PhoneState {
  const take = <Value>(name: string, otherwise: Value, read: (text: string) => Value | undefined): Value => {
    const text = params.get(prefix + name);
    if (text === null) return otherwise;
    const value = read(text);
    if (value === undefined) problems.push(`${prefix}${name}=${text}`);
    return value ?? otherwise;
  };
  const choose = <Name extends ChoiceName>(name: Name): Choices[Name][number] =>
    take<Choices[Name][number]>(name, choices[name][0], (text) =>
      choices[name].find((each) => each === text),
    );
  const group = take<string | undefined>('group', undefined, (text) =>
    openidForm.test(text) ? text : undefined,
  );
  const readable = pageForm.test(page);
  if (!readable) problems.push(`${prefix}page=${page.slice(0, 60)}`);
  return {
    openid: take('openid', firstOpenid, (text) => (openidForm.test(text) ? text : undefined)),
    scene: take('scene', group === undefined ? openedFromList : openedFromGroupCard, readScene),
    group,
    page: readable ? page : '',
    width: choose('width'),
    theme: choose('theme'),
    net: choose('net'),
    privacy: choose('privacy'),
    subscribe: choose('subscribe'),
    pay: choose('pay'),
    album: choose('album'),
    notice: choose('notice'),
  };
}

/** WeChat's scenes have four digits. */
const readScene = (text: string): number | undefined => (/^1\d{3}$/.test(text) ? Number(text) : undefined);

/** `2026-01-26T00:00` is Shanghai's time; whatever names another zone is taken by it. */
function readClock(params: URLSearchParams, problems: string[]): number | undefined {
  const text = params.get('clock');
  if (text === null) return undefined;
  const local = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?)?$/.exec(text);
  const clockMs = Date.parse(local ? `${text}${local[1] === undefined ? 'T00:00' : ''}+08:00` : text);
  if (Number.isSafeInteger(clockMs)) return clockMs;
  problems.push(`clock=${text}`);
  return undefined;
}

/** What is as usual stands not in the address. */
export function panelAddress({ phones, section, clockMs }: PanelState, base = ''): string {
  const params = new URLSearchParams();
  writePhone(params, '', phones[0]);
  if (phones[1]) {
    writePhone(params, second, phones[1]);
    if (phones[1].page !== '') params.set(`${second}page`, phones[1].page);
  }
  if (section !== sections[0]) params.set('section', section);
  if (clockMs !== undefined) params.set('clock', new Date(clockMs).toISOString());
  const search = params.toString();
  return `${base}/${search === '' ? '' : `?${search}`}${phones[0].page === '' ? '' : `#/${phones[0].page}`}`;
}

/** The address of the phone alone, as its frame has it. */
export function phoneAddress(phone: PhoneState, base = ''): string {
  const params = new URLSearchParams();
  writePhone(params, '', phone);
  return `${base}/phone/?${params.toString()}${phone.page === '' ? '' : `#/${phone.page}`}`;
}

function writePhone(params: URLSearchParams, prefix: string, phone: PhoneState): void {
  params.set(`${prefix}openid`, phone.openid);
  if (phone.group !== undefined) params.set(`${prefix}group`, phone.group);
  const usual = phone.group === undefined ? openedFromList : openedFromGroupCard;
  if (phone.scene !== usual) params.set(`${prefix}scene`, String(phone.scene));
  for (const name of Object.keys(choices) as ChoiceName[]) {
    if (phone[name] !== choices[name][0]) params.set(prefix + name, phone[name]);
  }
}

/** The same, for the phone: what its own address says of it. */
export const readPhoneAddress = (address: string): PhoneState =>
  readPanelAddress(address, 'preview').state.phones[0];
