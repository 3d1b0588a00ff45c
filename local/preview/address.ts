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
const choiceNames = Object.keys(choices) as ChoiceName[];

export type PhoneState = { -readonly [Name in ChoiceName]: Choices[Name][number] } & {
  openid: string;
  /** WeChat's number for how it was opened. */
  scene: number;
  /** The group whose card opened it. */
  group: string | undefined;
  /** Page with query, without a slash before it, as a browser writes it behind `#/`; empty: the first page. */
  page: string;
};

export const sections = ['who', 'open', 'clock', 'wechat', 'inbox', 'money', 'log', 'storage'] as const;
export type Section = (typeof sections)[number];

export interface PanelState {
  phones: [PhoneState] | [PhoneState, PhoneState];
  /** The phone that the panel acts on. */
  chosen: 0 | 1;
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
const maxPageCharacters = 2000;
const maxCodeSceneCharacters = 32;
const foreignToCodeScene = /[^0-9A-Za-z!#$&'()*+,/:;=?@\-._~]/u;
const second = '2.';

/** The page behind the `#`, or of a card: as a browser would write it, so that each page has one spelling. */
export const pageOf = (text: string): string =>
  new URL(`#/${text.replace(/^\/+/, '')}`, 'http://panel').hash.slice(2);

/** @param firstOpenid Who it is when the address does not say. */
export function readPanelAddress(address: string, firstOpenid: string): ReadAddress {
  const problems: string[] = [];
  const readable = URL.canParse(address, 'http://panel');
  if (!readable) problems.push('这个地址读不懂，所以从头打开');
  const url = new URL(readable ? address : '/', 'http://panel');
  const params = url.searchParams;
  nameStrangers(params, problems);
  const first = readPhone(params, '', url.hash.slice(1), firstOpenid, problems);
  const phones: PanelState['phones'] = params.has(`${second}openid`)
    ? [first, readPhone(params, second, params.get(`${second}page`) ?? '', firstOpenid, problems)]
    : [first];
  const asked = params.get('section') ?? sections[0];
  const section = sections.find((each) => each === asked);
  if (!section) problems.push(`section=${shown(asked)}：没有这一栏，可以写 ${sections.join('、')}`);
  const chosen = readChosen(params, phones, problems);
  const clockMs = readClock(params, problems);
  return { state: { phones, chosen, section: section ?? sections[0], clockMs }, problems };
}

/** A name that is nobody's is most likely a mistyped one. */
function nameStrangers(params: URLSearchParams, problems: string[]): void {
  const ofPhones = ['openid', 'group', 'scene', ...choiceNames];
  const ofSecond = [...ofPhones, 'page'].map((name) => second + name);
  const known = new Set([...ofPhones, ...ofSecond, 'section', 'clock', 'phone']);
  for (const name of new Set(params.keys())) {
    if (!known.has(name)) problems.push(`${shown(name)}：地址里没有这一项，已忽略`);
    else if (params.getAll(name).length > 1) problems.push(`${name} 写了不止一次，只看第一个`);
    else if (ofSecond.includes(name) && !params.has(`${second}openid`)) {
      problems.push(`${name}：没有第二台手机，要先写 ${second}openid`);
    }
  }
}

function readPhone(
  params: URLSearchParams,
  prefix: string,
  page: string,
  firstOpenid: string,
  problems: string[],
): PhoneState {
  const take = <Value>(
    name: string,
    otherwise: Value,
    right: string,
    read: (text: string) => Value | undefined,
  ): Value => {
    const text = params.get(prefix + name);
    if (text === null) return otherwise;
    const value = read(text);
    if (value === undefined) problems.push(`${prefix}${name}=${shown(text)}：${right}`);
    return value ?? otherwise;
  };
  const choose = <Name extends ChoiceName>(name: Name): Choices[Name][number] =>
    take<Choices[Name][number]>(
      name,
      choices[name][0],
      `没有这一种，可以写 ${choices[name].join('、')}`,
      (text) => choices[name].find((each) => each === text),
    );
  const readId = (text: string) => (openidForm.test(text) ? text : undefined);
  const idForm = '要 1–128 个字母、数字或符号，没有空格和汉字';
  const group = take<string | undefined>('group', undefined, idForm, readId);
  return {
    openid: take('openid', firstOpenid, idForm, readId),
    scene: take('scene', usualScene(group), '场景值是 1 开头的四位数，例如 1001、1008、1047', readScene),
    group,
    page: readPage(page, prefix, problems),
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

const usualScene = (group: string | undefined): number =>
  group === undefined ? openedFromList : openedFromGroupCard;

/** WeChat's scenes have four digits. */
export const readScene = (text: string): number | undefined =>
  /^1\d{3}$/.test(text) ? Number(text) : undefined;

function readPage(text: string, prefix: string, problems: string[]): string {
  const page = pageOf(text);
  const problem = pageProblem(page);
  if (problem !== undefined)
    problems.push(`${prefix === '' ? '#/' : `${prefix}page=`}${shown(page)}：${problem}`);
  return problem === undefined ? page : '';
}

/** What is wrong with a page, for people. */
export function pageProblem(page: string): string | undefined {
  if (page.length > maxPageCharacters) {
    return `页面地址有 ${page.length} 个字符，最多 ${maxPageCharacters} 个`;
  }
  const [, encoded] = /[?&]scene=([^&#]*)/.exec(page) ?? [];
  if (encoded === undefined) return undefined;
  try {
    return codeSceneProblem(decodeURIComponent(encoded));
  } catch {
    return 'scene 里的 % 后面要有两位十六进制数';
  }
}

/** What WeChat would not put into a code. */
export function codeSceneProblem(scene: string): string | undefined {
  if (scene.length > maxCodeSceneCharacters) {
    return `scene 有 ${scene.length} 个字符，最多 ${maxCodeSceneCharacters} 个`;
  }
  const [foreign] = foreignToCodeScene.exec(scene) ?? [];
  return foreign === undefined
    ? undefined
    : `scene 里不能有“${foreign}”，只能用字母、数字和 !#$&'()*+,/:;=?@-._~`;
}

function readChosen(params: URLSearchParams, phones: PanelState['phones'], problems: string[]): 0 | 1 {
  const text = params.get('phone') ?? '1';
  if (text === '2' && phones.length === 2) return 1;
  if (text === '2') problems.push(`phone=2：没有第二台手机，要先写 ${second}openid`);
  else if (text !== '1') problems.push(`phone=${shown(text)}：只有 1 和 2`);
  return 0;
}

/** `2026-01-26T00:00` is Shanghai's time; whatever names another zone is taken by it. */
function readClock(params: URLSearchParams, problems: string[]): number | undefined {
  const text = params.get('clock');
  if (text === null) return undefined;
  const clockMs = instantOf(text);
  if (clockMs === undefined) {
    problems.push(`clock=${shown(text)}：不是时间，例如 2026-01-26T00:00（上海时间）`);
  }
  return clockMs;
}

const instantForm =
  /^((?:\d{4}|[+-]\d{6})-\d\d-\d\d)(?:T(\d\d:\d\d)(:\d\d(?:\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)?)?$/;

/** An instant as ISO 8601 writes it; without a zone, Shanghai's. */
export function instantOf(text: string): number | undefined {
  const [, date = '', time = '00:00', seconds = ':00', zone = '+08:00'] = instantForm.exec(text) ?? [];
  // Date.parse takes the 31st of February for the 3rd of March.
  const dayMs = Date.parse(`${date}T00:00:00Z`);
  if (!Number.isSafeInteger(dayMs) || !new Date(dayMs).toISOString().startsWith(date)) return undefined;
  const timeMs = Date.parse(`${date}T${time}${seconds}${zone}`);
  return Number.isSafeInteger(timeMs) ? timeMs : undefined;
}

const shown = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

/** What is as usual stands not in the address. */
export function panelAddress({ phones, chosen, section, clockMs }: PanelState, base = ''): string {
  const params = new URLSearchParams();
  writePhone(params, '', phones[0]);
  if (phones[1]) {
    writePhone(params, second, phones[1]);
    if (phones[1].page !== '') params.set(`${second}page`, phones[1].page);
  }
  if (chosen === 1) params.set('phone', '2');
  if (section !== sections[0]) params.set('section', section);
  if (clockMs !== undefined) params.set('clock', new Date(clockMs).toISOString());
  return `${base}/?${searchOf(params)}${hashOf(phones[0])}`;
}

/** The address of the phone alone, as its frame has it. */
export function phoneAddress(phone: PhoneState, base = ''): string {
  const params = new URLSearchParams();
  writePhone(params, '', phone);
  return `${base}/phone/?${searchOf(params)}${hashOf(phone)}`;
}

const hashOf = ({ page }: PhoneState): string => (page === '' ? '' : `#/${page}`);

const plain: Readonly<Record<string, string>> = {
  '%2F': '/',
  '%3A': ':',
  '%3F': '?',
  '%40': '@',
  '%2C': ',',
};

/** Encodes what a query must not hold, and leaves the rest to be read. */
const searchOf = (params: URLSearchParams): string =>
  params.toString().replace(/%(2F|3A|3F|40|2C)/g, (encoded) => plain[encoded] ?? encoded);

function writePhone(params: URLSearchParams, prefix: string, phone: PhoneState): void {
  params.set(`${prefix}openid`, phone.openid);
  if (phone.group !== undefined) params.set(`${prefix}group`, phone.group);
  if (phone.scene !== usualScene(phone.group)) params.set(`${prefix}scene`, String(phone.scene));
  for (const name of choiceNames) {
    if (phone[name] !== choices[name][0]) params.set(prefix + name, phone[name]);
  }
}

/** The same, for the phone: what its own address says of it. */
export const readPhoneAddress = (address: string): PhoneState =>
  readPanelAddress(address, 'preview').state.phones[0];
