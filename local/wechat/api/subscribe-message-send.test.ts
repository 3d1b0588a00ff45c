import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fitsKey } from '../template-values';
import { HONG, MING, openTestWeChat, REFUSED, WEEKLY } from '../testing';

const name = 'subscribeMessage.send';
const DATA = {
  thing1: { value: '本周签到' },
  number2: { value: 7 },
  time3: { value: '2026年1月5日 09:00' },
};
const MESSAGE = { touser: MING, template_id: WEEKLY, page: 'pages/home/home?from=weekly', data: DATA };
const accept = { openid: MING, tmplIds: [WEEKLY], choices: { [WEEKLY]: 'accept' } } as const;

describe('one accept is one message', () => {
  it('accepted once, sent once', async () => {
    const { wechat, call, clock } = openTestWeChat();
    expect(await wechat.phone.requestSubscribe(accept)).toEqual({
      ok: true,
      result: { errMsg: 'requestSubscribeMessage:ok', [WEEKLY]: 'accept' },
    });
    expect(wechat.phone.acceptsLeft(MING, WEEKLY)).toBe(1);
    expect(await call(name, MESSAGE)).toEqual({ errcode: 0, errmsg: 'ok' });
    expect(await call(name, MESSAGE)).toEqual(REFUSED(43101));
    expect(wechat.phone.inboxOf(MING)).toEqual([
      {
        openid: MING,
        templateId: WEEKLY,
        title: '周报',
        page: 'pages/home/home?from=weekly',
        values: { thing1: '本周签到', number2: '7', time3: '2026年1月5日 09:00' },
        sentAtMs: clock.nowMs,
      },
    ]);
    expect(wechat.phone.inboxOf(HONG)).toEqual([]);
  });

  it('for any order of accepts, rejects and messages, as many arrive as were accepted before', async () => {
    const steps = fc.array(fc.constantFrom('accept', 'reject', 'send'), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(steps, async (taken) => {
        const { wechat, call } = openTestWeChat();
        let left = 0;
        let sent = 0;
        for (const step of taken) {
          if (step === 'send') {
            const { errcode } = await call(name, MESSAGE);
            expect(errcode).toBe(left > 0 ? 0 : 43101);
            if (left > 0) sent += 1;
            left = Math.max(0, left - 1);
          } else {
            await wechat.phone.requestSubscribe({ ...accept, choices: { [WEEKLY]: step } });
            if (step === 'accept') left += 1;
          }
        }
        expect(wechat.phone.acceptsLeft(MING, WEEKLY)).toBe(left);
        expect(wechat.phone.inboxOf(MING)).toHaveLength(sent);
      }),
      { numRuns: 40 },
    );
  });
});

describe('a message that is not as the document says is refused and takes no accept', () => {
  it.each([
    [{ touser: '' }, 40003, ''],
    [{ template_id: 'none' }, 40037, ''],
    [{ data: undefined }, 47003, 'data.thing1.value'],
    [{ data: { ...DATA, thing1: { value: '' } } }, 47003, 'data.thing1.value'],
    [{ data: { ...DATA, thing1: { value: '一'.repeat(21) } } }, 47003, 'data.thing1.value'],
    [{ data: { ...DATA, number2: { value: '七' } } }, 47003, 'data.number2.value'],
    [{ data: { thing1: DATA.thing1, number2: DATA.number2 } }, 47003, 'data.time3.value'],
    [{ data: { ...DATA, thing9: { value: 'x' } } }, 47003, 'data.thing9.value'],
    [{ page: 'pages/none/none' }, 41030, ''],
    [{ page: '/pages/home/home' }, 41030, ''],
    [{ miniprogram_state: 'beta' }, 40097, ''],
    [{ lang: 'fr_FR' }, 40097, ''],
  ])('%j', async (change, errcode, named) => {
    const { wechat, call } = openTestWeChat();
    await wechat.phone.requestSubscribe(accept);
    const answer = await call(name, { ...MESSAGE, ...change });
    expect(answer).toEqual(REFUSED(errcode));
    expect(answer['errmsg']).toContain(named);
    expect(wechat.phone.acceptsLeft(MING, WEEKLY)).toBe(1);
    expect(wechat.phone.inboxOf(MING)).toEqual([]);
  });
});

describe('the dialog of a phone', () => {
  it.each([
    [[], 10001],
    [['a', 'b', 'c', 'd'], 20003],
    [['none'], 20001],
  ])('refuses %j', async (tmplIds, errCode) => {
    const { wechat } = openTestWeChat();
    const answer = await wechat.phone.requestSubscribe({ openid: MING, tmplIds, choices: {} });
    expect(answer).toMatchObject({ ok: false, error: { errCode } });
  });

  it('what isn’t ticked is rejected', async () => {
    const { wechat } = openTestWeChat();
    const answer = await wechat.phone.requestSubscribe({ ...accept, choices: {} });
    expect(answer).toMatchObject({ ok: true, result: { [WEEKLY]: 'reject' } });
    expect(wechat.phone.acceptsLeft(MING, WEEKLY)).toBe(0);
  });
});

describe('values of a template, by the table of the document', () => {
  it.each([
    ['thing1', '签到 7 days!', true],
    ['thing1', '两行\n字', false],
    ['number2', '12.5', true],
    ['number2', '1,000', false],
    ['letter1', 'abc', true],
    ['letter1', 'ab1', false],
    ['symbol1', '★★★', true],
    ['symbol1', '★★★★★★', false],
    ['character_string1', 'NO.2026-001', true],
    ['character_string1', '编号1', false],
    ['time1', '15:01', true],
    ['time1', '2019年10月1日 15:01', true],
    ['time1', '15:01~16:00', true],
    ['time1', '2019年10月1日', false],
    ['date1', '2019年10月1日', true],
    ['date1', '2018-01-01', true],
    ['date1', '2018/01', true],
    ['date1', 'today', false],
    ['amount1', '¥100.50', true],
    ['amount1', '100元', true],
    ['amount1', '一百元', false],
    ['phone_number1', '+86-0766-66888866', true],
    ['phone_number1', '电话1', false],
    ['car_number1', '粤A8Z888挂', true],
    ['car_number1', '粤A8Z8888挂挂', false],
    ['name1', '张三', true],
    ['name1', 'John Smith', true],
    ['name1', '用户410774', false],
    ['phrase1', '配送中', true],
    ['phrase1', '正在配送途中', false],
    ['enum_none1', 'x', false],
  ])('%s = %p: %p', (key, value, fits) => expect(fitsKey(key, value)).toBe(fits));
});
