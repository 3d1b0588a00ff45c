import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkIn, home, join, newRequestId, openCommunity, send, type Community } from './support/community';

const checkInWith = (rest: object) =>
  JSON.stringify({ action: 'checkIn', requestId: newRequestId(), ...rest });

describe('the member door', () => {
  let community: Community;
  beforeAll(async () => {
    community = await openCommunity();
    await home(community.url, 'o-victim');
  });
  afterAll(() => community.close());

  const bad: [what: string, body: string, code: string][] = [
    ['malformed JSON', '{"action":', 'INVALID_INPUT'],
    ['nothing', '', 'INVALID_INPUT'],
    ['a list', '[]', 'INVALID_INPUT'],
    ['null', 'null', 'INVALID_INPUT'],
    ['a number', '7', 'INVALID_INPUT'],
    ['no action', JSON.stringify({ requestId: 'request-1' }), 'INVALID_INPUT'],
    ['an action that is a list', JSON.stringify({ action: ['home'] }), 'INVALID_INPUT'],
    ['an unknown action', JSON.stringify({ action: 'giveMeAll' }), 'UNKNOWN_ACTION'],
    ['an inherited name as action', JSON.stringify({ action: 'constructor' }), 'UNKNOWN_ACTION'],
    ['__proto__ as action', JSON.stringify({ action: '__proto__' }), 'UNKNOWN_ACTION'],
    ['an unknown field beside the input', checkInWith({ openid: 'o-victim' }), 'INVALID_INPUT'],
    ['an openid in the input', checkInWith({ input: { openid: 'o-victim' } }), 'INVALID_INPUT'],
    ['an unknown field in the input', checkInWith({ input: { points: 1000 } }), 'INVALID_INPUT'],
    ['a day of the wrong type', checkInWith({ input: { day: 20260618 } }), 'INVALID_INPUT'],
    ['a day that is none', checkInWith({ input: { day: 'today' } }), 'INVALID_INPUT'],
    ['a day that is null', checkInWith({ input: { day: null } }), 'INVALID_INPUT'],
    ['an operator as day', checkInWith({ input: { day: { $ne: '' } } }), 'INVALID_INPUT'],
    ['an operator as field', checkInWith({ input: { $set: { availablePoints: 9 } } }), 'INVALID_INPUT'],
    ['a dotted field', checkInWith({ input: { 'checkIn.lastDay': 0 } }), 'INVALID_INPUT'],
    [
      '__proto__ in the input',
      `{"action":"checkIn","requestId":"request-2","input":{"__proto__":{"day":"2020-01-01"}}}`,
      'INVALID_INPUT',
    ],
    [
      '__proto__ in the event',
      `{"action":"checkIn","requestId":"request-3","__proto__":{"x":1}}`,
      'INVALID_INPUT',
    ],
    [
      'constructor in the input',
      checkInWith({ input: { constructor: { prototype: { x: 1 } } } }),
      'INVALID_INPUT',
    ],
    ['an input that is a list', checkInWith({ input: [] }), 'INVALID_INPUT'],
    ['an input that is null', checkInWith({ input: null }), 'INVALID_INPUT'],
    ['an input that is text', checkInWith({ input: 'day' }), 'INVALID_INPUT'],
    ['no request id', JSON.stringify({ action: 'checkIn' }), 'INVALID_INPUT'],
    [
      'a request id on an action that reads',
      JSON.stringify({ action: 'home', requestId: 'request-4' }),
      'INVALID_INPUT',
    ],
    ...[
      '',
      'short',
      'x'.repeat(65),
      'with space',
      '中文中文中文中文',
      'a/b/c/d/e',
      { $ne: '' },
      12345678,
      null,
      ['request-5'],
    ].map((requestId): [string, string, string] => [
      `the request id ${JSON.stringify(requestId)}`,
      JSON.stringify({ action: 'checkIn', requestId }),
      'INVALID_INPUT',
    ]),
    ['more than a mebibyte', checkInWith({ input: { day: 'x'.repeat(1 << 20) } }), 'INVALID_INPUT'],
  ];

  it.each(bad)('refuses %s, writes nothing and names the place', async (_what, body, code) => {
    const { body: answer } = await send(community.url, body, 'o-victim');
    expect(answer).toMatchObject({ ok: false, code });
    expect(answer.message).toMatch(/\S/);
    expect(await home(community.url, 'o-victim')).toMatchObject({
      balancePoints: 0,
      streakDays: 0,
      ownRank: 1,
    });
  });

  it('believes the context only: a forged identity in the event is not used', async () => {
    await join(community.url, 'o-forger');
    const forged = checkInWith({
      userInfo: { openId: 'o-victim', appId: 'x' },
      tcbContext: { openid: 'o-victim' },
    });
    expect((await send(community.url, forged, 'o-forger')).body).toMatchObject({ ok: true });
    expect(await home(community.url, 'o-victim')).toMatchObject({ balancePoints: 0 });
    expect(await home(community.url, 'o-forger')).toMatchObject({ balancePoints: 10 });
  });

  it('refuses a call that WeChat does not vouch for', async () => {
    expect((await send(community.url, checkInWith({}))).body).toMatchObject({
      ok: false,
      code: 'UNAUTHENTICATED',
    });
    expect((await send(community.url, checkInWith({}), 'x'.repeat(129))).body.code).toBe('INVALID_INPUT');
  });

  it('echoes the request id in a refusal', async () => {
    const requestId = newRequestId();
    const answer = await checkIn(community.url, 'o-victim', requestId, { day: '2020-01-01' });
    expect(answer).toMatchObject({ ok: false, requestId });
  });

  it('writes one line a call: who, what, how long, how many database calls, how it ended; never the openid', async () => {
    await join(community.url, 'o-logged-person');
    community.logLines.length = 0;
    const requestId = newRequestId();
    await checkIn(community.url, 'o-logged-person', requestId);
    await send(community.url, JSON.stringify({ action: 'nonsense' }), 'o-logged-person');
    const lines = community.logLines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatchObject({
      door: 'member',
      requestId,
      action: 'checkIn',
      databaseCalls: 3,
      outcome: 'ok',
    });
    expect(lines[0]?.member).toMatch(/^[\w-]{8}$/);
    expect(typeof lines[0]?.milliseconds).toBe('number');
    expect(lines[1]).toMatchObject({
      action: null,
      member: null,
      outcome: 'UNKNOWN_ACTION',
      databaseCalls: 0,
    });
    expect(community.logLines.join()).not.toContain('o-logged-person');
  });

  it('answers nothing to pages of other sites', async () => {
    const response = await fetch(`${community.url}/host/clock`, {
      headers: { origin: 'http://evil.example' },
    });
    expect(response.status).toBe(403);
  });
});
