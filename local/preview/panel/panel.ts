import { askHostClock, followHostClock, type ClockAnswer } from '../host-clock';
import { clockTexts, nextDay, nextMonday } from './clock';

interface PanelData {
  title: string;
  base: string;
  persons: { openid: string; label: string }[];
}

const data = JSON.parse(document.getElementById('panel-data')?.textContent ?? '{}') as PanelData;
const address = new URL(location.href);
const openid = address.searchParams.get('openid') ?? data.persons[0]?.openid ?? 'new-member';
const page = address.hash.length > 1 ? address.hash : '';

function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...children);
  return element;
}

function makeButton(
  className: string,
  onClick: () => void,
  ...children: (Node | string)[]
): HTMLButtonElement {
  const button = make('button', className, ...children);
  button.type = 'button';
  button.addEventListener('click', onClick);
  return button;
}

const phone = make('iframe', 'phone');
phone.title = '手机';
phone.name = 'phone';
const opened = new URLSearchParams({ openid });
const scene = address.searchParams.get('scene');
if (scene !== null) opened.set('scene', scene);
phone.src = `${data.base}/phone/?${opened.toString()}${page}`;

function become(next: string): void {
  const url = new URL(location.href);
  url.searchParams.set('openid', next);
  url.hash = '';
  location.assign(url);
}

function newOpenid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(5));
  return `new-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

function persons(): HTMLElement {
  const list = make('div', 'choices');
  list.setAttribute('role', 'radiogroup');
  const known = data.persons.some((person) => person.openid === openid);
  const all = known ? data.persons : [...data.persons, { openid, label: '新成员' }];
  for (const person of all) {
    const button = makeButton(
      'choice',
      () => become(person.openid),
      make('b', '', person.label),
      make('small', '', person.openid),
    );
    button.setAttribute('role', 'radio');
    button.setAttribute('aria-checked', String(person.openid === openid));
    list.append(button);
  }
  list.append(
    makeButton('choice add', () => become(newOpenid()), make('b', '', known ? '新成员' : '再来一位新成员')),
  );
  return list;
}

const date = make('p', 'clock-date');
const time = make('p', 'clock-time');
const problem = make('p', 'problem');
problem.setAttribute('role', 'alert');
let offsetMs: number | undefined;

function showClock(): void {
  const texts =
    offsetMs === undefined ? { date: '没有时钟', time: '--:--:--' } : clockTexts(Date.now() + offsetMs);
  date.textContent = texts.date;
  time.textContent = texts.time;
}

/** What went wrong when the clock was moved stays until it is moved again. */
let notMoved = '';

function takeClock(answer: ClockAnswer): void {
  if (answer.status === undefined) offsetMs = answer.offsetMs;
  problem.textContent = notMoved || (answer.status === undefined ? '' : `时钟没有回答（${answer.status}）`);
  showClock();
}

async function moveClock(to: (nowMs: number) => number): Promise<void> {
  if (offsetMs === undefined) return;
  const body = JSON.stringify({ toMs: to(Date.now() + offsetMs) });
  const headers = { 'content-type': 'application/json' };
  const answer = await askHostClock({ method: 'POST', headers, body });
  notMoved = answer.status === 409 ? '时钟只能往前走' : '';
  takeClock(answer);
  phone.contentWindow?.postMessage('preview:return', location.origin);
}

/** An address without a fragment is loaded anew: a cold launch on the first page. */
function reopen(): void {
  phone.contentWindow?.location.replace(phone.src.split('#', 1)[0] ?? phone.src);
}

function section(title: string, ...children: Node[]): HTMLElement {
  return make('section', 'card', make('h2', '', title), ...children);
}

const panel = make(
  'aside',
  'panel',
  make('header', 'panel-head', make('h1', '', data.title), make('p', '', '浏览器预览，与真机相近而不相同')),
  section('我是谁', persons()),
  section(
    '时钟',
    date,
    time,
    make(
      'div',
      'buttons',
      makeButton('action', () => void moveClock(nextDay), '+1 天'),
      makeButton('action', () => void moveClock(nextMonday), '下周一 00:00'),
    ),
    problem,
  ),
  section('小程序', make('div', 'buttons', makeButton('action', reopen, '重新打开'))),
);

document.body.append(make('div', 'stage', make('div', 'device', phone), panel));
window.setInterval(showClock, 1000);
showClock();
followHostClock(takeClock);
