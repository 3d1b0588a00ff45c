import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { localMemberIdOf } from '../local/local-member-id';
import {
  ask,
  askAsIs,
  clockTo,
  dataOf,
  join,
  newRequestId,
  openCommunity,
  operate,
  send,
  type Community,
} from './support/community';

const CHECK = 'security.mediaCheckAsync';
/** By then WeChat has answered each check, and told it as often as it tells anything. */
const LATER_MS = 31 * 60_000;
const PNG = Buffer.from('iVBORw0KGgo=', 'base64');

describe('what WeChat tells by itself', () => {
  let community: Community;
  let pictures = 0;

  beforeAll(async () => {
    community = await openCommunity();
    await join(community.url, 'o-looks-on');
  });
  afterEach(() => {
    community.wechat.panel.behave(CHECK, {});
    community.gateway.faults.set([]);
  });
  afterAll(() => community.close());

  /** A picture of the member's, whose check is under way. @returns its file id and trace id. */
  async function give(openid: string, verdict: string) {
    community.wechat.panel.behave(CHECK, { suggest: verdict, label: 20_002 });
    const name = `avatars/picture-number-${(pictures += 1)}.png`;
    const headers = { 'x-wx-openid': openid, 'content-type': 'image/png' };
    const put = await fetch(`${community.url}/cloud/files/${name}`, { method: 'PUT', headers, body: PNG });
    const { fileID } = (await put.json()) as { fileID: string };
    const input = { pictureFileId: fileID };
    const own = dataOf(await askAsIs(community.url, openid, 'introduce', input, newRequestId()));
    expect(own).toMatchObject({ picture: fileID, pictureState: 'checking', face: { picture: '' } });
    const { calls } = community.wechat.panel.state();
    const { trace_id: traceId } = calls.findLast((call) => call.name === CHECK)?.answer as {
      trace_id: string;
    };
    return { fileID, traceId };
  }
  const later = () => clockTo(community.url, community.clock.nowMs() + LATER_MS);
  const ownOf = async (openid: string) =>
    dataOf(await askAsIs(community.url, openid, 'arrive', {}, newRequestId())).own;
  const noticesOf = async (openid: string) =>
    dataOf(await askAsIs(community.url, openid, 'notices')).notices.map(({ kind }) => kind);
  const tell = async (event: string, fields: object, signature: 'right' | 'wrong' = 'right') => {
    const body = JSON.stringify({ event, fields, signature });
    const response = await fetch(`${community.url}/wechat/panel/push`, { method: 'POST', body });
    return (await response.json()) as { status: number; body: string };
  };
  const verdictOf = (traceId: string, suggest: string) => ({
    trace_id: traceId,
    errcode: 0,
    result: { suggest, label: 20_002 },
  });
  const taken = { status: 200, body: 'success' };

  it('a harmless picture is shown to the others, from then on', async () => {
    await join(community.url, 'o-harmless');
    const { fileID } = await give('o-harmless', 'pass');
    dataOf(await ask(community.url, 'o-harmless', 'checkIn', {}, newRequestId()));
    const onBoard = async () => {
      const { top10 } = dataOf(await ask(community.url, 'o-looks-on', 'leaderboard'));
      return top10.find(({ memberId }) => memberId === localMemberIdOf('o-harmless'))?.picture;
    };
    expect(await onBoard()).toBe('');
    await later();
    expect(await onBoard()).toBe(fileID);
    expect(await ownOf('o-harmless')).toMatchObject({ pictureState: 'clear', face: { picture: fileID } });
    expect(await noticesOf('o-harmless')).toEqual(['welcome']);
  });

  it('a harmful one is never shown, and the member is told, once', async () => {
    await join(community.url, 'o-harmful');
    const { traceId } = await give('o-harmful', 'risky');
    await later();
    expect(await ownOf('o-harmful')).toMatchObject({ pictureState: 'refused', face: { picture: '' } });
    expect(await tell('wxa_media_check', verdictOf(traceId, 'risky'))).toMatchObject(taken);
    expect(await noticesOf('o-harmful')).toEqual(['picture_refused', 'welcome']);
  });

  it.each([
    ['is in doubt about', { errcode: 0, result: { suggest: 'review', label: 20_002 } }],
    ['could not fetch', { errcode: -1008 }],
  ])('one that WeChat %s waits for a person', async (what, told) => {
    const openid = `o-${what.replaceAll(' ', '-')}`;
    await join(community.url, openid);
    const { fileID, traceId } = await give(openid, 'pass');
    expect(await tell('wxa_media_check', { trace_id: traceId, ...told })).toMatchObject(taken);
    expect(await ownOf(openid)).toMatchObject({ pictureState: 'review', face: { picture: '' } });
    const waits = { memberId: localMemberIdOf(openid), part: 'picture', value: fileID };
    const { reviews } = dataOf(await operate(community.url, 'profileReviews', {}));
    expect(reviews).toContainEqual({ ...waits, sinceMs: expect.any(Number) });
    // What a person decided stands, whatever WeChat still says.
    dataOf(await operate(community.url, 'decideProfile', { ...waits, isHarmless: true }));
    await later();
    expect(await tell('wxa_media_check', verdictOf(traceId, 'risky'))).toMatchObject(taken);
    expect(await ownOf(openid)).toMatchObject({ pictureState: 'clear', face: { picture: fileID } });
    expect(await noticesOf(openid)).toEqual(['welcome']);
  });

  it('what is about a picture that was replaced, or that nobody knows, changes nothing', async () => {
    await join(community.url, 'o-changes');
    const first = await give('o-changes', 'pass');
    const second = await give('o-changes', 'pass');
    expect(await tell('wxa_media_check', verdictOf(first.traceId, 'risky'))).toMatchObject(taken);
    expect(await tell('wxa_media_check', verdictOf('nobody-knows-it', 'risky'))).toMatchObject(taken);
    expect(await ownOf('o-changes')).toMatchObject({ picture: second.fileID, pictureState: 'checking' });
    expect(await noticesOf('o-changes')).toEqual(['welcome']);
  });

  it('what is forged changes nothing', async () => {
    await join(community.url, 'o-forged');
    const { traceId } = await give('o-forged', 'pass');
    expect(await tell('wxa_media_check', verdictOf(traceId, 'risky'), 'wrong')).toMatchObject({
      status: 403,
    });
    const { query, body } = community.wechat.push.sign({
      MsgType: 'event',
      Event: 'wxa_media_check',
      ...verdictOf(traceId, 'risky'),
    });
    // A mini program can call any function by its name, also with what somebody has overheard.
    const event = JSON.stringify({ httpMethod: 'POST', queryStringParameters: query, body });
    const called = await send(community.url, event, 'o-forged', 'inbox');
    expect(called.body).toMatchObject({ statusCode: 403 });
    expect(await ownOf('o-forged')).toMatchObject({ pictureState: 'checking' });
  });

  it('where we fail, WeChat tells it again', async () => {
    await join(community.url, 'o-unlucky');
    await give('o-unlucky', 'risky');
    let failures = 0;
    community.gateway.faults.set(
      [{ kind: 'refuse', action: 'database.insertDocument', collection: 'notices' }],
      () => {
        failures += 1;
        if (failures === 1) community.gateway.faults.set([]);
        return 0;
      },
    );
    await later();
    expect(failures).toBe(1);
    expect(await ownOf('o-unlucky')).toMatchObject({ pictureState: 'refused' });
    expect(await noticesOf('o-unlucky')).toEqual(['picture_refused', 'welcome']);
  });

  it.each(['user_info_modified', 'user_authorization_revoke', 'user_authorization_cancellation'])(
    '%s is taken, and logged by its name',
    async (event) => {
      expect(await tell(event, { RevokeInfo: '6' })).toMatchObject(taken);
      expect(community.logLines.some((line) => line.includes(`"action":"${event}"`))).toBe(true);
    },
  );

  it('the address says whose it is, to who knows the token', async () => {
    const { query } = community.wechat.push.sign({});
    const echo = async (change: object) => {
      const text = new URLSearchParams({ ...query, echostr: '4711', ...change }).toString();
      const response = await fetch(`${community.url}/http/inbox?${text}`);
      return [response.status, await response.text()];
    };
    expect(await echo({})).toEqual([200, '4711']);
    expect(await echo({ nonce: 'x' })).toEqual([403, 'WRONG_SIGNATURE']);
    const unreadable = await fetch(`${community.url}/http/inbox`, { method: 'POST', body: 'no push' });
    expect(unreadable.status).toBe(400);
  });
});
