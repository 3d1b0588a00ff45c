import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { openLocal, type Local } from '../../local/local';
import { localMemberIdOf } from '../../local/local-member-id';
import { launchBrowser, watchForErrors, type Watch } from '../../local/preview/testing';
import { readPng, scan } from '../../local/wechat/test-scan';
import { DIST_FOLDER } from '../support/bundle-functions';
import { askAsIs, clockTo, dataOf, DAY_MS, home, join, newRequestId, operate } from '../support/community';

jest.setTimeout(120_000);

const root = path.join(__dirname, '../..');
const HOST = 'o-host';
const GROUP = 'local-group-reading';

interface Call {
  readonly member: string | null;
  readonly databaseCalls: number;
}

/** The whole house, with two phones: one that is in already, and one that comes in. */
describe('finding the door', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'join-stories-'));
  let browser: Browser;
  let local: Local;
  let page: Page;
  let watch: Watch;
  const calls: Call[] = [];

  const openCommunity = (data: string, owners: 'named' | 'offered') =>
    openLocal({
      port: 0,
      dataFolder: path.join(folder, data),
      distFolder: DIST_FOLDER,
      demo: false,
      owners,
      preview: true,
      onLog: (line) => calls.push(JSON.parse(line) as Call),
    });

  beforeAll(async () => {
    [browser, local] = await Promise.all([launchBrowser(), openCommunity('data', 'named')]);
    await join(local.url, HOST);
    await fetch(`${local.url}/wechat/phone/visit`, visitOf(HOST));
    dataOf(await askAsIs(local.url, HOST, 'introduce', { nickname: '顾南风' }, newRequestId()));
  });
  afterAll(async () => {
    await browser.close();
    await local.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const visitOf = (openid: string) => ({
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-wx-openid': openid },
    body: '{}',
  });

  async function open(address: string, deviceScaleFactor = 1): Promise<void> {
    page = await browser.newPage({ viewport: { width: 1400, height: 940 }, deviceScaleFactor });
    page.setDefaultTimeout(20_000);
    watch = watchForErrors(page);
    await page.goto(local.url + address);
  }
  afterEach(async () => {
    watch.check();
    await page.close();
  });

  type Phone = 1 | 2;
  const phone = (number: Phone = 1): FrameLocator =>
    page.frameLocator(`iframe[name=${number === 1 ? 'phone' : 'phone-2'}]`);
  const place = (selector: string, number: Phone = 1, text?: string) =>
    phone(number)
      .locator(`${selector}:visible`)
      .filter(text === undefined ? {} : { hasText: text })
      .first();
  const tap = (selector: string, number: Phone = 1) => place(selector, number).click();
  const sees = (selector: string, number: Phone = 1, text?: string) =>
    place(selector, number, text).waitFor();

  /** From the landing page through the rules. */
  async function agrees(number: Phone = 1): Promise<void> {
    await tap('.js-go-on', number);
    await tap('.js-consent', number);
    await tap('.js-agree', number);
    await sees('.js-skip', number);
  }

  async function answers(fits: boolean, number: Phone = 1): Promise<void> {
    await tap(fits ? '.js-option-some' : '.js-option-sell', number);
    await tap(fits ? '.js-option-learn' : '.js-option-customers', number);
    await tap('.js-submit', number);
  }

  const fileOf = async (openid: string) =>
    dataOf(await operate(local.url, 'memberFile', { memberId: localMemberIdOf(openid) }));

  /** As an operator does it, at a terminal. */
  async function atTheTerminal(action: string, input: object): Promise<unknown> {
    const args = ['--import', 'tsx', 'local/operator.ts', action, JSON.stringify(input)];
    const env = { ...process.env, PORT: new URL(local.url).port };
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root, env });
    return JSON.parse(stdout);
  }

  it('a poster that one phone has saved is scanned by the other: inviter and channel are kept', async () => {
    await open(`/?openid=${HOST}&album=allow&2.openid=o-scans&2.privacy=ask&section=open&phone=2`);
    await phone().getByText('我的', { exact: true }).last().click();
    await tap('.js-door-invite');
    // It is drawn in the phone.
    await sees('.js-poster-dawn');
    const saved = page.waitForEvent('download');
    await tap('.js-save');
    const poster = await (await saved).path();
    const picture = readFileSync(poster);
    expect(scan(picture)).toContain('scene=1047');

    // The other phone came to the ordinary page when it was switched on.
    await sees('.js-community', 2);
    calls.length = 0;
    // The very picture, in front of its camera.
    const kept = path.join(folder, 'poster.png');
    writeFileSync(kept, picture);
    await page.locator('.panel input[type=file]').first().setInputFiles(kept);
    await sees('.js-invited', 2, '顾南风');
    await agrees(2);
    await tap('.js-ask', 2);
    await phone(2).getByRole('button', { name: '同意', exact: true }).click();
    await phone(2).locator('.js-nickname input, input.js-nickname').first().fill('沈星回');
    await tap('.js-save', 2);
    await answers(true, 2);
    await sees('.js-title', 2, '沈星回，欢迎来到小满陶艺社');
    await tap('.js-take', 2);
    await sees('.js-gift-line', 2);
    await tap('.js-home', 2);
    await sees('.js-balance', 2, '50');
    await sees('.js-greeting', 2, '沈星回');

    // From the scan to the first page, as the functions counted it.
    const own = calls.filter(({ member }) => member && localMemberIdOf('o-scans').startsWith(member));
    expect(own.length).toBeLessThanOrEqual(6);
    expect(own.reduce((sum, { databaseCalls }) => sum + databaseCalls, 0)).toBeLessThanOrEqual(20);
    expect(await fileOf('o-scans')).toMatchObject({
      standing: 'admitted',
      attribution: { channel: 'invite', inviterId: localMemberIdOf(HOST), isFinal: true },
    });
  });

  it.each([2, 3])(
    'each poster of a long name is sharp at %i pixels a point, and its code is read',
    async (ratio) => {
      const openid = `o-long-${ratio}`;
      await join(local.url, openid);
      await fetch(`${local.url}/wechat/phone/visit`, visitOf(openid));
      const nickname = '周末去山里拉坯的小陈同学和他的猫🌿呀';
      dataOf(await askAsIs(local.url, openid, 'introduce', { nickname }, newRequestId()));
      const { path: landing } = dataOf(await askAsIs(local.url, openid, 'myJoinCode', {}, newRequestId()));
      await open(`/?openid=${openid}&album=allow#/packages/invite/poster/index`, ratio);
      for (const design of ['dawn', 'night', 'ticket']) {
        await tap(`.js-name-${design}`);
        await sees(`.js-poster-${design}`);
        const saved = page.waitForEvent('download');
        await tap('.js-save');
        const picture = readFileSync(await (await saved).path());
        expect(readPng(picture).width).toBeGreaterThanOrEqual(1_080);
        expect(scan(picture)).toContain(landing.slice(1));
      }
    },
  );

  it('who comes by a card in a group is tied to it, and by whom the card was sent', async () => {
    const code = dataOf(await askAsIs(local.url, HOST, 'myJoinCode', {}, newRequestId()));
    await open(`/?openid=o-group&group=${GROUP}&scene=1044#${code.path}`);
    await sees('.js-invited', 1, '顾南风');
    await agrees();
    await tap('.js-skip');
    await answers(true);
    await sees('.js-take');
    expect(await fileOf('o-group')).toMatchObject({
      groups: [{ opengid: GROUP }],
      attribution: { channel: 'invite', inviterId: localMemberIdOf(HOST) },
    });
  });

  it('a card of a group that one has left, and a scene that is none, open the ordinary page', async () => {
    await fetch(`${local.url}/wechat/panel/inGroup`, {
      ...visitOf('o-left'),
      body: JSON.stringify({ openid: 'o-left', opengid: GROUP, isIn: false }),
    });
    await open(
      `/?openid=o-left&group=${GROUP}&scene=1044#/packages/join/landing/index?scene=${encodeURIComponent('%E4%zz')}`,
    );
    await sees('.js-community', 1, '小满陶艺社');
    await agrees();
    await tap('.js-skip');
    await answers(true);
    await sees('.js-take');
    expect(await fileOf('o-left')).toMatchObject({ groups: [], attribution: { channel: 'natural' } });
  });

  it('who refuses the privacy guideline comes in under a drawn name, and everything else works', async () => {
    await open('/?openid=o-private&privacy=refuse');
    await sees('.js-go-on');
    await agrees();
    await tap('.js-ask');
    await sees('.js-refused');
    await tap('.js-skip');
    await answers(true);
    await tap('.js-take');
    await tap('.js-home');
    await tap('.js-check-in');
    await sees('.js-balance', 1, '60');
    expect((await fileOf('o-private')).face).toMatchObject({ picture: '' });
  });

  it('who does not fit waits, and is let in by an operator at a terminal', async () => {
    await open('/?openid=o-waits');
    await sees('.js-go-on');
    await agrees();
    await tap('.js-skip');
    await answers(false);
    await sees('.js-heading');
    await sees('.js-notices');
    const { queue } = dataOf(await operate(local.url, 'admissions', {}));
    expect(queue.at(-1)).toMatchObject({ memberId: localMemberIdOf('o-waits'), reasons: ['low_score'] });
    const done = await atTheTerminal('decideAdmission', {
      memberId: localMemberIdOf('o-waits'),
      decision: 'approve',
    });
    expect(done).toMatchObject({ ok: true, data: { standing: 'admitted' } });
    await page.reload();
    await tap('.js-take');
    await tap('.js-home');
    await sees('.js-check-in');
    await tap('.js-open-notices');
    await sees('.js-notice', 1, '欢迎来到小满陶艺社');
  });

  it('who is refused reads why and when to come again, and may then', async () => {
    await open('/?openid=o-refused');
    await sees('.js-go-on');
    await agrees();
    await tap('.js-skip');
    await answers(false);
    await sees('.js-notices');
    await atTheTerminal('decideAdmission', {
      memberId: localMemberIdOf('o-refused'),
      decision: 'reject',
      reason: 'not_our_topic',
    });
    await page.reload();
    await sees('.js-reason');
    await sees('.js-may-apply');
    await clockTo(local.url, local.clock.nowMs() + 8 * DAY_MS);
    await page.reload();
    await tap('.js-apply-again');
    await answers(true);
    await sees('.js-take');
  });

  it('who leaves in the middle goes on there the next day', async () => {
    await open('/?openid=o-tomorrow');
    await sees('.js-go-on');
    await agrees();
    await tap('.js-skip');
    await tap('.js-option-some');
    await page.waitForTimeout(300);
    await page.goto('about:blank');
    await clockTo(local.url, local.clock.nowMs() + DAY_MS);
    await page.goto(`${local.url}/?openid=o-tomorrow`);
    await tap('.js-go-on');
    // What was chosen yesterday is still chosen.
    await tap('.js-option-learn');
    await tap('.js-submit');
    await sees('.js-take');
    expect((await home(local.url, 'o-tomorrow')).memberDays).toBe(1);
  });

  it('a picture is seen by others when WeChat has passed it, and not before', async () => {
    await open('/?openid=o-pictured');
    await sees('.js-go-on');
    await agrees();
    await tap('.js-picture');
    await phone().getByText('用微信头像').click();
    await sees('.js-picture-new');
    await tap('.js-save');
    await answers(true);
    await sees('.js-take');
    expect((await fileOf('o-pictured')).face.picture).toBe('');
    // WeChat's verdict comes within half an hour.
    await clockTo(local.url, local.clock.nowMs() + 30 * 60_000);
    const { picture } = (await fileOf('o-pictured')).face;
    expect(picture).toMatch(/^cloud:\/\/.*\/avatars\//);
  });

  describe('an empty community', () => {
    it('is offered to its first member, who takes it and may then admit others', async () => {
      const named = local;
      local = await openCommunity('offered', 'offered');
      try {
        await open('/?openid=o-first');
        await sees('.js-go-on');
        await agrees();
        await tap('.js-skip');
        // Somebody has to be the first, whatever the answers.
        await answers(false);
        await tap('.js-take');
        await tap('.js-home');
        await sees('.js-check-in');
        await phone().getByText('我的', { exact: true }).last().click();
        await tap('.js-door-claim');
        await tap('.js-claim');
        await sees('.js-heading');
        const { holders } = dataOf(await operate(local.url, 'roles', {}, { as: 'o-first' }));
        expect(holders).toMatchObject([{ memberId: localMemberIdOf('o-first'), roles: ['owner'] }]);
      } finally {
        await local.close();
        local = named;
      }
    });
  });
});
