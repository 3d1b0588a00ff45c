import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { openLocal, type Local } from '../../local/local';
import { launchBrowser, watchForErrors, type Watch } from '../../local/preview/testing';
import { scan } from '../../local/wechat/test-scan';
import { probe } from '../probe/app';

jest.setTimeout(90_000);

/** Two persons, who are somebody else in each story: nothing of another story is theirs. */
const MING = 'member-ming';
const HONG = 'member-hong';

/** The probe on the whole machine: the real SDK, functions, WeChat's simulators and pages, driven by the panel's addresses. */
describe('one person plays all of WeChat', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'wechat-stories-'));
  let browser: Browser;
  let local: Local;
  let page: Page;
  let watch: Watch;
  beforeAll(async () => {
    const opened = await Promise.all([
      launchBrowser(),
      openLocal({
        port: 0,
        dataFolder: path.join(folder, 'data'),
        distFolder: path.join(folder, 'dist'),
        demo: false,
        preview: true,
        app: probe,
        onLog: () => undefined,
      }),
    ]);
    [browser, local] = opened;
  });
  afterAll(async () => {
    await browser.close();
    await local.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Opens an address of the panel; what the page complains about fails the story. */
  async function open(address: string, allowed: readonly RegExp[] = []): Promise<void> {
    page = await browser.newPage({ viewport: { width: 1400, height: 940 } });
    page.setDefaultTimeout(15_000);
    watch = watchForErrors(page, allowed);
    await page.goto(local.url + address);
  }
  afterEach(async () => {
    watch.check();
    await page.close();
  });

  const phone = (number: 1 | 2 = 1): FrameLocator =>
    page.frameLocator(`iframe[name=${number === 1 ? 'phone' : 'phone-2'}]`);
  const tap = (selector: string, number: 1 | 2 = 1): Promise<void> =>
    phone(number).locator(`${selector}:visible`).first().click();
  async function reads(selector: string, text: string | RegExp, number: 1 | 2 = 1): Promise<string> {
    const place = phone(number).locator(`${selector}:visible`).filter({ hasText: text }).first();
    try {
      await place.waitFor();
      return (await place.innerText()).trim();
    } catch {
      const there = await phone(number).locator(selector).allInnerTexts();
      throw new Error(
        `"${String(text)}" is not at ${selector} of phone ${number}; there is ${JSON.stringify(there)}`,
      );
    }
  }

  describe('from a group card', () => {
    it.each([
      ['group-reading', 1008],
      ['group-running', 1044],
    ])('the function learns that it was %s', async (group, scene) => {
      await open(`/?openid=${MING}&group=${group}&scene=${scene}`);
      await tap('.js-group');
      await reads('.js-answer', group);
    });

    it('of a group that one has left, or from the list, it learns nothing, and says why', async () => {
      await open(`/?openid=${MING}`);
      await tap('.js-group');
      await reads('.js-answer', 'getGroupEnterInfo:fail');
      await page.goto(`${local.url}/?openid=${HONG}&group=group-reading&section=open`);
      await page.getByRole('switch', { name: '读书会' }).or(page.getByLabel('读书会')).first().click();
      await tap('.js-group');
      await reads('.js-answer', 'getGroupEnterInfo:fail');
    });
  });

  describe('a code', () => {
    it('made in one phone is scanned in the other', async () => {
      await open(`/?openid=${MING}&2.openid=${HONG}`);
      await tap('.js-make');
      await reads('.js-answer', 'cloud://');
      await phone().locator('.js-code img').first().waitFor();
      await tap('.js-scan', 2);
      await phone(2).getByText('team-42').click();
      await reads('.js-scene', '口令 team-42', 2);
      expect(await phone().locator('.js-scene').count()).toBe(0);
    });

    it('is a picture that any scanner reads, and what it reads opens the page', async () => {
      await open(`/?openid=${MING}`);
      await tap('.js-make');
      const fileID = await reads('.js-answer', 'cloud://');
      const file = fileID.slice(fileID.indexOf('codes/'));
      const picture = Buffer.from(await (await fetch(`${local.url}/cloud/files/${file}`)).arrayBuffer());
      const address = scan(picture);
      expect(address).toContain('scene=1047');
      await page.goto(address);
      await reads('.js-scene', '口令 team-42');
      await reads('.js-launch', '来自 1047');

      // The same picture, uploaded in the panel.
      const kept = path.join(folder, 'code.png');
      writeFileSync(kept, picture);
      await page.goto(`${local.url}/?openid=${HONG}&section=open`);
      await reads('.js-group', '我从哪个群来');
      await page.locator('.panel input[type=file]').first().setInputFiles(kept);
      await reads('.js-scene', '口令 team-42');
    });

    it('that is none, and a scene that cannot be, change nothing', async () => {
      const kept = path.join(folder, 'text.png');
      writeFileSync(kept, 'not a picture');
      await open(`/?openid=${MING}&section=open`);
      await reads('.js-group', '我从哪个群来');
      await page.locator('.panel input[type=file]').first().setInputFiles(kept);
      await page
        .locator('.panel')
        .getByText(/没有小程序码|不是图片|认不出|读不出/)
        .first()
        .waitFor();
      expect(await phone().locator('.js-scene').count()).toBe(0);
      await page.goto(`${local.url}/?openid=${MING}#/pages/welcome/welcome?scene=${'a'.repeat(33)}`);
      await page.locator('.panel').getByText(/32/).first().waitFor();
    });
  });

  describe('a card', () => {
    it('shared by one is opened by the other', async () => {
      await open(`/?openid=${MING}&2.openid=${HONG}&section=open&phone=2`);
      await tap('.js-share');
      await phone().getByText('来自按钮的邀请').waitFor();
      await phone().getByRole('button', { name: '小红' }).or(phone().getByText('小红')).first().click();
      await page.getByText('来自按钮的邀请').first().waitFor();
      await page.getByRole('button', { name: '以小红打开' }).first().click();
      await reads('.js-scene', '口令 card-7', 2);
      await reads('.js-launch', '来自 1007', 2);
    });
  });

  describe('a message', () => {
    it('accepted once is sent once', async () => {
      await open(`/?openid=${MING}&subscribe=accept&section=inbox`);
      await tap('.js-accept');
      await reads('.js-answer', 'accept');
      await tap('.js-remind');
      await reads('.js-answer', 'errcode 0');
      await tap('.js-remind');
      await reads('.js-answer', 'errcode 43101');
      await page.getByText('这周你来了五天').waitFor();
      expect(await page.getByText('这周你来了五天').count()).toBe(1);
    });

    it('that was refused is never sent', async () => {
      await open(`/?openid=${HONG}&subscribe=reject&section=inbox`);
      await tap('.js-accept');
      await reads('.js-answer', 'reject');
      await tap('.js-remind');
      await reads('.js-answer', 'errcode 43101');
      expect(await page.getByText('这周你来了五天').count()).toBe(0);
    });
  });

  describe('text', () => {
    it('that WeChat calls risky is refused, and kept nowhere', async () => {
      await open(`/?openid=${MING}&section=wechat`);
      const say = async (text: string) => {
        await phone().locator('.js-text input').first().fill(text);
        await tap('.js-say');
      };
      await say('大家早');
      await reads('.js-answer', 'pass');
      await reads('.js-fact', 'said: 大家早');
      await page.getByText('security.msgSecCheck').first().click();
      await page.getByRole('radio', { name: '违规' }).first().check();
      await say('加我领红包');
      await reads('.js-answer', 'risky');
      await page.reload();
      await reads('.js-fact', 'said: 大家早');
      expect(await phone().getByText('加我领红包').count()).toBe(0);
    });
  });

  describe('money', () => {
    it('whose notice was lost is found by asking', async () => {
      await open(`/?openid=${MING}&pay=pay&notice=lost&section=money`);
      await tap('.js-pay');
      await reads('.js-answer', 'requestPayment:ok');
      await page.waitForTimeout(1_000);
      expect(await phone().getByText('notice: SUCCESS').count()).toBe(0);
      await tap('.js-find');
      await reads('.js-answer', 'paid, found by asking');
    });

    it('whose notice comes twice is paid once, and can be given back', async () => {
      await open(`/?openid=${HONG}&notice=twice&section=money`);
      await tap('.js-pay');
      await phone().getByText('¥29.90').waitFor();
      await phone().getByRole('button', { name: '支付' }).click();
      await reads('.js-answer', 'requestPayment:ok');
      await page.getByText('已送达').nth(1).waitFor();
      await tap('.js-find');
      await reads('.js-answer', 'paid by notice');
      expect(await phone().locator('.js-fact', { hasText: 'notice: SUCCESS' }).count()).toBe(2);
      await page.getByRole('button', { name: /^退款/ }).first().click();
      await page.getByText('退好了').waitFor();
      await page.getByText('已送达').nth(2).waitFor();
      await tap('.js-find');
      await reads('.js-answer', 'refunded by notice');
    });

    it('that the member takes back is not paid', async () => {
      await open(`/?openid=${HONG}&pay=cancel`);
      await tap('.js-pay');
      await reads('.js-answer', 'requestPayment:fail cancel');
      await tap('.js-find');
      await reads('.js-answer', 'unpaid');
    });
  });

  it('a jump over three weeks brings three Mondays, in order', async () => {
    const nowMs = local.clock.nowMs();
    const later = new Date(nowMs + 21 * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 16);
    await open(`/?openid=${MING}&clock=${later}&section=clock`);
    await reads('.js-fact', 'week: ');
    const weeks = (await phone().locator('.js-fact').allInnerTexts()).filter((text) =>
      text.startsWith('week'),
    );
    expect(weeks).toHaveLength(3);
    const times = weeks.map((text) => Date.parse(`${text.slice('week: '.length)}:00+08:00`));
    expect(times.map((atMs) => new Date(atMs + 8 * 3_600_000).getUTCDay())).toEqual([1, 1, 1]);
    expect(times[1]).toBe((times[0] ?? 0) + 7 * 86_400_000);
    expect(times[2]).toBe((times[0] ?? 0) + 14 * 86_400_000);
    await page.getByText('weekly · monday').first().waitFor();

    // The same address once more: the time is there already, nothing comes again.
    await page.reload();
    await reads('.js-fact', 'week: ');
    expect(await phone().locator('.js-fact', { hasText: 'week: ' }).count()).toBe(3);
  });
});
