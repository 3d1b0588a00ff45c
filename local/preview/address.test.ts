import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  choicesOf,
  pageOf,
  panelAddress,
  phoneAddress,
  readPanelAddress,
  readPhoneAddress,
  sections,
  type PanelState,
  type PhoneState,
} from './address';

const id = fc.string({
  minLength: 1,
  maxLength: 128,
  unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
});
const page = fc
  .string({ maxLength: 120, unit: 'grapheme' })
  .map(pageOf)
  .filter((text) => !/[?&]scene=/.test(text));
const codeScene = fc.string({
  minLength: 1,
  maxLength: 32,
  unit: fc.constantFrom(..."aZ0!#$&'()*+,/:;=?@-._~"),
});
const pageOfCode = codeScene.map((scene) => pageOf(`pages/home/home?scene=${encodeURIComponent(scene)}`));

const phone: fc.Arbitrary<PhoneState> = fc.record({
  openid: id,
  scene: fc.integer({ min: 1000, max: 1999 }),
  group: fc.option(id, { nil: undefined }),
  page: fc.oneof(page, pageOfCode),
  width: fc.constantFrom(...choicesOf('width')),
  theme: fc.constantFrom(...choicesOf('theme')),
  net: fc.constantFrom(...choicesOf('net')),
  privacy: fc.constantFrom(...choicesOf('privacy')),
  subscribe: fc.constantFrom(...choicesOf('subscribe')),
  pay: fc.constantFrom(...choicesOf('pay')),
  album: fc.constantFrom(...choicesOf('album')),
  notice: fc.constantFrom(...choicesOf('notice')),
});
const maxDateMs = 8.64e15;
const common = {
  section: fc.constantFrom(...sections),
  clockMs: fc.option(fc.integer({ min: -maxDateMs, max: maxDateMs }), { nil: undefined }),
};
const state: fc.Arbitrary<PanelState> = fc.oneof(
  fc.record({ phones: fc.tuple(phone), chosen: fc.constant(0 as const), ...common }),
  fc.record({ phones: fc.tuple(phone, phone), chosen: fc.constantFrom(0 as const, 1 as const), ...common }),
);

test('what is written to an address is read from it, whole and without a complaint', () => {
  fc.assert(
    fc.property(state, fc.constantFrom('', '/gallery'), (written, base) => {
      const address = `http://127.0.0.1:8787${panelAddress(written, base)}`;
      const { state: read, problems } = readPanelAddress(new URL(address).href, 'somebody');
      expect(problems).toEqual([]);
      expect(read).toEqual(written);
    }),
  );
});

test('a phone finds all that concerns it in its own address', () => {
  fc.assert(
    fc.property(phone, (written) => {
      expect(readPhoneAddress(`http://127.0.0.1:8787${phoneAddress(written)}`)).toEqual(written);
    }),
  );
});

test('any text at all is read as some state that can be written again', () => {
  const names = fc.constantFrom(
    'openid',
    'scene',
    'group',
    'width',
    'clock',
    'section',
    'phone',
    '2.openid',
    '2.page',
  );
  const query = fc
    .array(fc.tuple(fc.oneof(names, fc.string()), fc.string({ unit: 'binary' })))
    .map((pairs) => `/?${pairs.map(([name, value]) => `${name}=${value}`).join('&')}`);
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), query), (address) => {
      const { state: read } = readPanelAddress(address, 'somebody');
      expect(readPanelAddress(panelAddress(read), 'nobody')).toEqual({ state: read, problems: [] });
    }),
  );
});

const named: [problem: RegExp, address: string][] = [
  [/^width=999：没有这一种，可以写 375、320、414$/, '/?width=999'],
  [/^openid=：要 1–128 个/, '/?openid='],
  [/^openid=小明：要 1–128 个/, '/?openid=%E5%B0%8F%E6%98%8E'],
  [/^openid=x{40}…：要 1–128 个/, `/?openid=${'x'.repeat(129)}`],
  [/^scene=99：场景值是 1 开头的四位数/, '/?scene=99'],
  [/^group=a b：要 1–128 个/, '/?group=a%20b'],
  [/^section=nowhere：没有这一栏，可以写 who、open/, '/?section=nowhere'],
  [/^clock=tomorrow：不是时间，例如 2026-01-26T00:00（上海时间）$/, '/?clock=tomorrow'],
  [/^clock=1：不是时间/, '/?clock=1'],
  [/^clock=2026-02-31：不是时间/, '/?clock=2026-02-31'],
  [/^clock=2026-01-01T25:00：不是时间/, '/?clock=2026-01-01T25:00'],
  [/^phone=2：没有第二台手机，要先写 2\.openid$/, '/?phone=2'],
  [/^phone=3：只有 1 和 2$/, '/?phone=3'],
  [/^2\.width：没有第二台手机，要先写 2\.openid$/, '/?2.width=320'],
  [/^widht：地址里没有这一项/, '/?widht=320'],
  [/^net 写了不止一次，只看第一个$/, '/?net=slow&net=lost'],
  [/^这个地址读不懂/, 'http://['],
  [/^#\/x{40}…：页面地址有 2001 个字符，最多 2000 个$/, `/#/${'x'.repeat(2001)}`],
  [/：scene 有 33 个字符，最多 32 个$/, `/#/pages/home?scene=${'x'.repeat(33)}`],
  [/：scene 里不能有“中”，只能用字母、数字和 !#\$&/, '/#/pages/home?scene=%E4%B8%AD'],
  [/：scene 里的 % 后面要有两位十六进制数$/, '/#/pages/home?scene=a%2'],
  [/^2\.page=p\?scene=x+…：scene 有 33 个字符/, `/?2.openid=a&2.page=p?scene=${'x'.repeat(33)}`],
];

test.each(named)('is named, and nothing else is changed: %s', (problem, address) => {
  const { state: read, problems } = readPanelAddress(address, 'somebody');
  expect(problems).toEqual([expect.stringMatching(problem)]);
  const usual = readPanelAddress('/', 'somebody').state.phones[0];
  expect({ ...read.phones[0], net: usual.net }).toEqual(usual);
});

test('an instant without a zone is Shanghai’s', () => {
  const clockOf = (text: string) =>
    readPanelAddress(`/?clock=${encodeURIComponent(text)}`, 'a').state.clockMs;
  expect(clockOf('2026-01-26')).toBe(Date.UTC(2026, 0, 25, 16));
  expect(clockOf('2026-01-26T09:30')).toBe(Date.UTC(2026, 0, 26, 1, 30));
  expect(clockOf('2026-01-26T09:30:05')).toBe(Date.UTC(2026, 0, 26, 1, 30, 5));
  expect(clockOf('2026-01-26T09:30Z')).toBe(Date.UTC(2026, 0, 26, 9, 30));
  expect(clockOf('2026-01-26T09:30:00-05:00')).toBe(Date.UTC(2026, 0, 26, 14, 30));
});

test('an address stays readable for people', () => {
  const { state: read } = readPanelAddress('/?openid=ming&clock=2026-01-26#/pages/home/home?tab=1', 'a');
  expect(panelAddress(read)).toBe('/?openid=ming&clock=2026-01-25T16:00:00.000Z#/pages/home/home?tab=1');
});
