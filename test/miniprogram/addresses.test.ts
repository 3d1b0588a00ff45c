/** @jest-environment jsdom */
import { describe, expect, jest, test } from '@jest/globals';
import { settled } from '../../local/weapp/test/pages/cloud';
import type { OpenPage } from '../../local/weapp/test/pages/open-page';
import { addressOf, bookOf } from '../../local/weapp/test/pages/order-answers';
import { Stage } from '../../local/weapp/test/pages/stage';

type Field = 'recipient' | 'phone' | 'detail';

const stage = Stage.forThisFile();
const LIST = 'packages/mall/addresses/index';
const FORM = 'packages/mall/address/index';

interface Copy {
  readonly add: string;
  readonly edit: string;
  readonly remove: string;
  readonly removed: string;
  readonly removeAsk: (recipient: string, line: string) => string;
  readonly full: (most: string) => string;
  readonly emptyTitle: string;
  readonly emptyAction: string;
}
interface FormCopy {
  readonly save: string;
  readonly saved: string;
  readonly wasDefault: string;
  readonly changed: string;
  readonly faults: Readonly<
    Record<
      'recipient' | 'recipientLetters' | 'phone' | 'phoneShape' | 'region' | 'detail' | 'detailLetters',
      string
    >
  >;
  readonly gone: { readonly heading: string; readonly action: string };
}
interface Services {
  takePickedAddress(): string | null;
}
const copy = () => stage.copy<Copy>('addresses');
const form = () => stage.copy<FormCopy>('address');
const refusal = (code: string) => String(stage.copy('refusals')[code]);
const picked = () => stage.service<Services>('addresses').takePickedAddress();

const mother = addressOf({ addressId: 'address00002', recipient: '林妈妈', isDefault: false });

async function openList(query: Record<string, string> = {}): Promise<OpenPage> {
  const page = await stage.open(LIST, query);
  await stage.cloud.next('addresses').answer(bookOf(addressOf(), mother));
  return page;
}

/** The framework hangs its own node on the document's. */
interface Framed extends Element {
  readonly __wxElement: { triggerEvent(event: string, detail: object): void };
}

/** The framework puts the page's name in front of a class. */
const find = (hook: string) => document.querySelector<Framed>(`[class*="js-${hook}"]`);

async function tell(hook: string, event: string, detail: object): Promise<void> {
  const node = find(hook);
  if (!node) throw new Error(`there is no ${hook}`);
  node.__wxElement.triggerEvent(event, detail);
  await settled();
}
const write = (field: Field, value: string) => tell(field, 'input', { value });
const leave = (field: Field) => tell(field, 'blur', {});
const pickRegion = (value: string[], code: string[]) => tell('region', 'change', { value, code });

const HANGZHOU = [
  ['浙江省', '杭州市', '西湖区'],
  ['330000', '330100', '330106'],
] as const;

async function fill(): Promise<void> {
  await write('recipient', ' 林知夏 ');
  await write('phone', '+86 138-0013 8000');
  await pickRegion([...HANGZHOU[0]], [...HANGZHOU[1]]);
  await write('detail', '青禾路 18 号\n二楼');
}

const filled = {
  recipient: '林知夏',
  phone: '13800138000',
  province: '浙江省',
  city: '杭州市',
  county: '西湖区',
  regionCode: '330106',
  detail: '青禾路 18 号 二楼',
  isDefault: false,
};

describe('the addresses', () => {
  test('stand in their order, the default one with its mark, each with all that a parcel needs', async () => {
    const page = await openList();
    expect(page.text()).toMatch(/林知夏13800138000默认浙江省 杭州市 西湖区青禾路 18 号.*林妈妈/);
    expect(page.text().split('默认')).toHaveLength(2);
  });

  test('that one keeps are changed by a tap; nothing is chosen', async () => {
    const page = await openList();
    await page.tap('林妈妈');
    await page.tap(copy().add);
    expect([stage.phone.routes, picked()]).toEqual([
      [`navigateTo /${FORM}?addressId=address00002`, `navigateTo /${FORM}`],
      null,
    ]);
  });

  test('are chosen by a tap where an order asks for one, and one goes back with it', async () => {
    const page = await openList({ pick: '1' });
    await page.tap('林妈妈');
    expect([stage.phone.routes, picked(), picked()]).toEqual([['navigateBack 1'], 'address00002', null]);
  });

  test('can be changed and added on the way to an order, too', async () => {
    const page = await openList({ pick: '1' });
    await page.tap(copy().edit);
    await page.tap(copy().add);
    expect([stage.phone.routes, picked()]).toEqual([
      [`navigateTo /${FORM}?addressId=address00002&pick=1`, `navigateTo /${FORM}?pick=1`],
      null,
    ]);
  });

  test('go once they were asked for, however often one taps; the answer is the page', async () => {
    const page = await openList();
    await page.tap(copy().remove, 4);
    expect(stage.phone.questions).toEqual([copy().removeAsk('林妈妈', '青禾路 18 号')]);
    expect(stage.cloud.open('removeAddress').map(({ input }) => input)).toEqual([
      { addressId: 'address00002' },
    ]);
    await stage.cloud.next('removeAddress').answer(bookOf(addressOf()));
    expect([page.offers('林妈妈'), page.offers('林知夏'), stage.phone.toasts]).toEqual([
      false,
      true,
      [copy().removed],
    ]);
  });

  test('stay where one thinks better of it', async () => {
    const page = await openList();
    stage.phone.confirms = false;
    await page.tap(copy().remove);
    expect([stage.cloud.count('removeAddress'), page.offers('林妈妈')]).toEqual([0, true]);
  });

  test('whose removal nobody knows of are removed by the same wish; what is gone already just goes', async () => {
    const page = await openList();
    await page.tap(copy().remove);
    const first = stage.cloud.next('removeAddress');
    await first.lose();
    await page.tap(copy().remove);
    const second = stage.cloud.next('removeAddress');
    expect(second.requestId).toBe(first.requestId);
    await second.refuse('ADDRESS_NOT_FOUND');
    expect(stage.phone.toasts).toEqual([refusal('NETWORK_ERROR'), refusal('ADDRESS_NOT_FOUND')]);
    await stage.cloud.next('addresses').answer(bookOf(addressOf()));
    expect(page.offers('林妈妈')).toBe(false);
  });

  test('are no more than can be kept: then it says so in the place of the button', async () => {
    const page = await stage.open(LIST);
    const all = ['1', '2', '3'].map((last) => addressOf({ addressId: `address0000${last}` }));
    await stage.cloud.next('addresses').answer(bookOf(...all));
    expect([page.offers(copy().add), page.offers(copy().full('3'))]).toEqual([false, true]);
  });

  test('that there are none of yet begin with the first', async () => {
    const page = await stage.open(LIST, { pick: '1' });
    await stage.cloud.next('addresses').answer(bookOf());
    expect(page.text()).toContain(copy().emptyTitle);
    await page.tap(copy().emptyAction);
    expect(stage.phone.routes).toEqual([`navigateTo /${FORM}?pick=1`]);
  });
});

describe('a new address', () => {
  test('for an order goes back to the order at once, past the list, and is chosen', async () => {
    await stage.open('pages/mine/index');
    await stage.open(LIST, { pick: '1' });
    const page = await stage.open(FORM, { pick: '1' });
    await fill();
    await page.tap(form().save);
    await stage.cloud.next('saveAddress').answer({ ...bookOf(addressOf()), addressId: 'address00001' });
    expect([stage.phone.routes, picked()]).toEqual([['navigateBack 2'], 'address00001']);
  });

  test('is sent once, tidied, however often one taps, and one goes back', async () => {
    const page = await stage.open(FORM);
    expect(stage.cloud.calls).toEqual([]);
    await fill();
    await page.tap(form().save, 4);
    expect(stage.cloud.open('saveAddress').map(({ input }) => input)).toEqual([filled]);
    await stage.cloud.next('saveAddress').answer({ ...bookOf(addressOf()), addressId: 'address00001' });
    expect([stage.phone.routes, stage.phone.toasts, picked()]).toEqual([
      ['navigateBack 1'],
      [form().saved],
      null,
    ]);
  });

  test('is the default one where that is wished', async () => {
    const page = await stage.open(FORM);
    await fill();
    await tell('is-default', 'change', { value: true });
    await page.tap(form().save);
    expect(stage.cloud.next('saveAddress').input).toEqual({ ...filled, isDefault: true });
  });

  test('says at each field what it lacks, sends nothing, and is silent once it is there', async () => {
    const page = await stage.open(FORM);
    await page.tap(form().save);
    const { recipient, phone, region, detail } = form().faults;
    for (const words of [recipient, phone, region, detail]) expect(page.offers(words)).toBe(true);
    await fill();
    for (const words of [recipient, phone, region, detail]) expect(page.offers(words)).toBe(false);
    expect(stage.cloud.calls).toEqual([]);
  });

  test.each([
    ['phone', '1380013800', 'phoneShape'],
    ['phone', '23800138000', 'phoneShape'],
    ['phone', '138001380000', 'phoneShape'],
    ['phone', ' ', 'phone'],
    ['recipient', '  ', 'recipient'],
    ['recipient', '林\u200b知夏', 'recipientLetters'],
    ['detail', '\n', 'detail'],
    ['detail', '青禾路\u202e18 号', 'detailLetters'],
  ] as const)('whose %s is %j says %s as soon as one leaves the field', async (field, value, fault) => {
    const page = await stage.open(FORM);
    await write(field, value);
    expect(page.offers(form().faults[fault])).toBe(false);
    await leave(field);
    expect(page.offers(form().faults[fault])).toBe(true);
  });

  test.each(['NETWORK_ERROR', 'INTERNAL_ERROR'] as const)(
    'that met %s is kept as it was written, and saved by the same wish; another one is another wish',
    async (code) => {
      const page = await stage.open(FORM);
      await fill();
      await page.tap(form().save);
      const first = stage.cloud.next('saveAddress');
      await (code === 'NETWORK_ERROR' ? first.lose() : first.refuse(code));
      expect([stage.phone.toasts, stage.phone.routes]).toEqual([[refusal(code)], []]);
      await page.tap(form().save);
      const second = stage.cloud.next('saveAddress');
      expect([second.requestId, second.input]).toEqual([first.requestId, filled]);
      await second.lose();
      await write('detail', '青禾路 19 号');
      await page.tap(form().save);
      expect(stage.cloud.next('saveAddress').requestId).not.toBe(first.requestId);
    },
  );

  test('that is one too many says so, and nothing of it is lost', async () => {
    const page = await stage.open(FORM);
    await fill();
    await page.tap(form().save);
    await stage.cloud.next('saveAddress').refuse('TOO_MANY_ADDRESSES');
    expect(stage.phone.toasts).toEqual([refusal('TOO_MANY_ADDRESSES')]);
    await page.tap(form().save);
    expect(stage.cloud.next('saveAddress').input).toEqual(filled);
  });
});

describe('an address that is changed', () => {
  async function openEdit(given = addressOf({ isDefault: false })): Promise<OpenPage> {
    const page = await stage.open(FORM, { addressId: 'address00001' });
    await stage.cloud.next('addresses').answer(bookOf(given, mother));
    return page;
  }

  test('begins with what it was, and takes its place', async () => {
    const page = await openEdit();
    await write('phone', '13912345678');
    await page.tap(form().save);
    const { addressId, ...before } = addressOf({ isDefault: false });
    expect(stage.cloud.next('saveAddress').input).toEqual({ ...before, addressId, phone: '13912345678' });
  });

  test('stays the default one; only another one can become it', async () => {
    const page = await openEdit(addressOf());
    expect(page.offers(form().wasDefault)).toBe(true);
    expect(find('is-default')).toBeNull();
    await page.tap(form().save);
    expect(stage.cloud.next('saveAddress').input).toMatchObject({ isDefault: true });
  });

  test('that somebody removed meanwhile is saved as a new one with the next tap', async () => {
    const page = await openEdit();
    await page.tap(form().save);
    await stage.cloud.next('saveAddress').refuse('ADDRESS_NOT_FOUND');
    expect(stage.phone.toasts).toEqual([form().changed]);
    await page.tap(form().save);
    expect(stage.cloud.next('saveAddress').input).not.toHaveProperty('addressId');
  });

  test('that is not there any more leads back', async () => {
    const page = await stage.open(FORM, { addressId: 'address00009' });
    await stage.cloud.next('addresses').answer(bookOf(mother));
    expect(page.text()).toContain(form().gone.heading);
    await page.tap(form().gone.action);
    expect(stage.phone.routes).toEqual(['navigateBack 1']);
  });
});

describe('a region', () => {
  const { regionOf } = jest.requireActual<{
    regionOf: (picked: { value: string[]; code?: string[] }) => object | null;
  }>('../../miniprogram/packages/mall/address/region');
  const { regionLineOf } = jest.requireActual<{
    regionLineOf: (region: Record<'province' | 'city' | 'county', string>) => string;
  }>('../../miniprogram/packages/mall/order-address');

  test.each([
    [['浙江省', '杭州市', '西湖区'], ['330000', '330100', '330106'], '330106', '浙江省 杭州市 西湖区'],
    [['北京市', '北京市', '东城区'], ['110000', '110100', '110101'], '110101', '北京市 东城区'],
    [['广东省', '东莞市', ''], ['440000', '441900'], '441900', '广东省 东莞市'],
    [['广东省', '东莞市', '长安镇'], ['440000', '441900', '441900119000'], '441900', '广东省 东莞市 长安镇'],
    [['台湾省', '', ''], ['710000'], '710000', '台湾省'],
  ])('%j keeps the code of its smallest part', (value, code, regionCode, line) => {
    const [province = '', city = '', county = ''] = value;
    const region = { province, city: city || province, county };
    expect(regionOf({ value, code })).toEqual({ ...region, regionCode });
    expect(regionLineOf(region)).toBe(line);
  });

  test.each([
    [['', '', ''], ['']],
    [['浙江省', '杭州市', '西湖区'], []],
  ])('%j with %j is none', (value, code) => {
    expect(regionOf({ value, code })).toBeNull();
  });

  test('that the phone tells no code of is asked for again', async () => {
    const page = await stage.open(FORM);
    await tell('region', 'change', { value: HANGZHOU[0] });
    expect(page.offers(form().faults.region)).toBe(true);
  });
});
