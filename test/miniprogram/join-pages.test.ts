import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { JoinPhone, run, type TestPage } from './join-phone';

const OWN = {
  nickname: '',
  nicknameState: 'none',
  picture: '',
  pictureState: 'none',
  face: { displayName: '早起的松鼠', avatar: 4, picture: '' },
};
const QUESTION = {
  kind: 'single',
  id: 'one',
  title: '你做过陶吗',
  hint: '',
  isRequired: true,
  options: [
    { id: 'a', text: '做过' },
    { id: 'b', text: '没有' },
  ],
};
const WELCOME = { title: '欢迎', text: '', sticker: 'new-one', linkPath: '', linkText: '' };
const JOIN = {
  step: 'rules',
  consentVersion: 0,
  own: OWN,
  application: null,
  welcome: null,
  landing: null,
  group: null,
  community: { name: '小满陶艺社', intro: '', benefits: [], members: 0 },
  inviter: null,
  giftPoints: 50,
  rules: { version: 1, sections: [] },
  questions: [QUESTION],
};

const ok = (data: object) => ({ ok: true, data });
const refused = (code: string, data?: object) => ({ ok: false, code, requestId: 'request', data });
const arriveAt = (step: string, more: object = {}) => ok({ ...JOIN, step, ...more });
const tick = { detail: { value: ['agreed'] } };
const choose = (choice: string) => ({ detail: choice, currentTarget: { dataset: { id: 'one' } } });
const chosenPicture = { detail: { avatarUrl: 'tmp/face.JPEG' } };
const viewOf = (page: TestPage) => page.data['view'] as Record<string, unknown> | null;

let phone: JoinPhone;
beforeEach(() => {
  phone = new JoinPhone();
});

describe('the door', () => {
  it('tells once how it was opened, and goes on where the server says', async () => {
    phone.answers = { arrive: arriveAt('profile') };
    const page = await phone.open('landing', { scene: 'Ab3dEf7hJk9m%2B' });
    await run(page, 'onShow');
    await run(page, 'goOn');
    expect(phone.inputsOf('arrive')).toEqual([{ scene: 'Ab3dEf7hJk9m+' }, {}]);
    expect(phone.routes).toEqual(['navigateTo /packages/join/profile/index']);
  });

  it('lets members through without a sight of it', async () => {
    phone.answers = { arrive: arriveAt('member', { welcome: WELCOME }) };
    const page = await phone.open('landing', { scene: 'Ab3dEf7hJk9m' });
    expect([viewOf(page), phone.routes]).toEqual([null, ['switchTab /pages/home/index']]);
  });

  it('brings the group with a fresh code each time it asks, and does without where WeChat does not tell', async () => {
    phone.scene = 1044;
    phone.group = { encryptedData: 'sealed', iv: 'iv' };
    const page = await phone.open('landing');
    expect(page.data['failure']).not.toBeNull();
    phone.answers = { arrive: arriveAt('rules') };
    await run(page, 'retry');
    expect(phone.inputsOf('arrive')).toEqual(
      ['login-1', 'login-2'].map((loginCode) => ({
        group: { loginCode, encryptedData: 'sealed', iv: 'iv' },
      })),
    );
    phone.group = null;
    await phone.open('landing');
    expect(phone.inputsOf('arrive').at(-1)).toEqual({});
  });
});

describe('the rules', () => {
  it('are agreed to only with the tick, in the version that was read', async () => {
    phone.answers = { arrive: arriveAt('rules'), agree: ok({ ...JOIN, step: 'profile', consentVersion: 1 }) };
    const page = await phone.open('rules');
    await run(page, 'agree');
    expect(phone.inputsOf('agree')).toEqual([]);
    await run(page, 'tick', tick);
    await run(page, 'agree');
    expect(phone.inputsOf('agree')).toEqual([{ version: 1 }]);
    expect(phone.routes).toEqual(['redirectTo /packages/join/profile/index']);
  });

  it('that have changed meanwhile are read anew before anything else', async () => {
    phone.answers = {
      arrive: [arriveAt('rules'), arriveAt('rules', { rules: { version: 2, sections: [] } })],
      agree: refused('RULES_CHANGED', { version: 2 }),
    };
    const page = await phone.open('rules');
    await run(page, 'tick', tick);
    await run(page, 'agree');
    expect(page.data).toMatchObject({ isTicked: false, hasChanged: true, agreeing: false });
    expect(viewOf(page)?.['version']).toBe('社群公约 第 2 版');
    expect(phone.routes).toEqual([]);
  });

  it('are there for members to read, and to agree to a new version and go back', async () => {
    phone.answers = {
      arrive: arriveAt('member', { welcome: WELCOME, consentVersion: 1 }),
      agree: ok({ ...JOIN, step: 'member' }),
    };
    expect(viewOf(await phone.open('rules', { from: 'settings' }))?.['isConsentDue']).toBe(false);
    phone.answers = { ...phone.answers, arrive: arriveAt('member', { rules: { version: 2, sections: [] } }) };
    const page = await phone.open('rules', { from: 'home' });
    expect(viewOf(page)?.['isConsentDue']).toBe(true);
    await run(page, 'tick', tick);
    await run(page, 'agree');
    expect(phone.routes).toEqual(['navigateBack']);
  });
});

describe('a page of the way in', () => {
  it.each(['rules', 'profile', 'questions'])('%s takes a member home', async (name) => {
    phone.answers = { arrive: arriveAt('member', { welcome: WELCOME }) };
    const page = await phone.open(name);
    expect([viewOf(page), phone.routes]).toEqual([null, ['switchTab /pages/home/index']]);
  });

  it('shows once what the page before it was answered, and asks every other time', async () => {
    const { handOver, loadStep } = jest.requireActual<{
      handOver: (join: object) => string;
      loadStep: (page: TestPage, own: string, viewOf: (join: typeof JOIN) => object) => Promise<void>;
    }>('../../miniprogram/packages/join/way');
    phone.answers = { arrive: arriveAt('profile') };
    const page = await phone.open('profile');
    const load = () => loadStep(page, 'profile', ({ giftPoints }) => ({ giftPoints }));
    expect(handOver({ ...JOIN, step: 'profile', giftPoints: 7 })).toBe('/packages/join/profile/index');
    await load();
    expect([viewOf(page), phone.inputsOf('arrive').length]).toEqual([{ giftPoints: 7 }, 1]);
    await load();
    expect([viewOf(page), phone.inputsOf('arrive').length]).toEqual([{ giftPoints: 50 }, 2]);
  });

  it('takes whoever belongs elsewhere there', async () => {
    phone.answers = { arrive: arriveAt('rules') };
    const page = await phone.open('questions');
    expect([viewOf(page), phone.routes]).toEqual([null, ['redirectTo /packages/join/rules/index']]);
  });

  it('takes nobody anywhere who has left before its answer came', async () => {
    phone.answers = { arrive: arriveAt('rules'), agree: ok({ ...JOIN, step: 'profile', consentVersion: 1 }) };
    const page = await phone.open('rules');
    await run(page, 'tick', tick);
    const agreeing = run(page, 'agree');
    phone.leave();
    await agreeing;
    expect([phone.inputsOf('agree').length, phone.routes]).toEqual([1, []]);
  });

  it('takes nobody anywhere who has left', async () => {
    phone.answers = { arrive: arriveAt('rules') };
    const opening = phone.open('questions');
    phone.leave();
    await opening;
    expect(phone.routes).toEqual([]);
  });
});

describe('the profile', () => {
  it('can be passed over by who gives nothing, privacy consent included', async () => {
    phone.consents = false;
    phone.answers = { arrive: arriveAt('profile'), introduce: ok(OWN) };
    const page = await phone.open('profile');
    await run(page, 'askToWrite');
    expect(page.data['consent']).toBe('refused');
    await run(page, 'skip');
    expect(phone.inputsOf('introduce')).toEqual([{}]);
    expect(phone.routes).toEqual(['redirectTo /packages/join/questions/index']);
  });

  it('keeps what was written when it is refused, and uploads a picture once', async () => {
    phone.answers = { arrive: arriveAt('profile'), introduce: [refused('NICKNAME_REFUSED'), ok(OWN)] };
    const page = await phone.open('profile');
    await run(page, 'askToWrite');
    await run(page, 'write', { detail: { value: '发广告的' } });
    await run(page, 'choosePicture', chosenPicture);
    await run(page, 'save');
    expect(page.data).toMatchObject({ nickname: '发广告的', chosen: 'tmp/face.JPEG', busy: '' });
    expect(page.data['nicknameFault']).not.toBe('');
    await run(page, 'write', { detail: { value: '阿青' } });
    await run(page, 'save');
    expect(phone.uploads).toHaveLength(1);
    expect(phone.uploads[0]).toMatch(/^avatars\/[a-z0-9]{24,64}\.jpeg$/);
    expect(phone.inputsOf('introduce').at(-1)).toEqual({
      nickname: '阿青',
      pictureFileId: `cloud://env.bucket/${phone.uploads[0]}`,
    });
  });

  it('sends nothing as long as the picture did not get to the cloud', async () => {
    phone.uploadWorks = false;
    phone.answers = { arrive: arriveAt('profile'), introduce: ok(OWN) };
    const page = await phone.open('profile');
    await run(page, 'choosePicture', chosenPicture);
    await run(page, 'save');
    expect([phone.inputsOf('introduce'), page.data['busy']]).toEqual([[], '']);
    expect(page.data['pictureFault']).not.toBe('');
  });

  it('of a member is changed in what differs, and goes back', async () => {
    const own = { ...OWN, nickname: '阿青', nicknameState: 'clear' };
    phone.answers = {
      arrive: arriveAt('member', { own, welcome: WELCOME }),
      introduce: ok({ ...own, nickname: '小满', nicknameState: 'review' }),
    };
    const page = await phone.open('profile', { from: 'mine' });
    await run(page, 'save');
    expect([phone.inputsOf('introduce'), phone.routes]).toEqual([[], []]);
    await run(page, 'write', { detail: { value: '小满' } });
    await run(page, 'save');
    expect([phone.inputsOf('introduce'), phone.routes]).toEqual([[{ nickname: '小满' }], ['navigateBack']]);
  });
});

describe('the questions', () => {
  it('point at what is missing and send nothing; a draft is there the next day and gone once it is sent', async () => {
    phone.answers = { arrive: arriveAt('questions'), apply: ok({ ...JOIN, step: 'waiting' }) };
    const first = await phone.open('questions');
    await run(first, 'submit');
    expect([first.data['faulty'], phone.inputsOf('apply')]).toEqual(['one', []]);
    await run(first, 'choose', choose('b'));
    expect(first.data['faulty']).toBe('');
    const nextDay = await phone.open('questions');
    await run(nextDay, 'submit');
    expect(phone.inputsOf('apply')).toEqual([{ answers: [{ questionId: 'one', choices: ['b'] }] }]);
    expect([phone.routes, phone.storage.size]).toEqual([['redirectTo /packages/join/waiting/index'], 0]);
  });

  it.each(['ANSWER_MISSING', 'ANSWER_UNFIT', 'ANSWER_REFUSED'])(
    '%s is marked where it belongs',
    async (code) => {
      phone.answers = { arrive: arriveAt('questions'), apply: refused(code, { questionId: 'one' }) };
      const page = await phone.open('questions');
      await run(page, 'choose', choose('a'));
      await run(page, 'submit');
      expect(page.data).toMatchObject({ faulty: 'one', sending: false, draft: { one: { choices: ['a'] } } });
      expect(page.data['fault']).not.toBe('');
    },
  );

  it('that nobody asks are answered by coming', async () => {
    phone.answers = {
      arrive: arriveAt('questions', { questions: [] }),
      apply: [refused('NETWORK_ERROR'), ok({ ...JOIN, step: 'member', welcome: WELCOME })],
    };
    const page = await phone.open('questions');
    expect(page.data['failure']).not.toBeNull();
    await run(page, 'retry');
    expect(phone.inputsOf('apply')).toEqual([{ answers: [] }, { answers: [] }]);
    expect(phone.routes).toEqual(['redirectTo /packages/join/welcome/index']);
  });

  it.each([
    ['CONSENT_MISSING', 'rules'],
    ['TOO_SOON', 'waiting'],
  ])('%s leads to %s', async (code, where) => {
    phone.answers = { arrive: arriveAt('questions'), apply: refused(code, { mayApplyAtMs: 1 }) };
    const page = await phone.open('questions');
    await run(page, 'choose', choose('a'));
    await run(page, 'submit');
    expect(phone.routes).toEqual([`redirectTo /packages/join/${where}/index`]);
  });
});

describe('waiting', () => {
  const application = { state: 'queued', appliedAtMs: 1, reason: null, mayApplyAtMs: 0 };
  const messages = { templateId: 'result', left: 0 };

  it('ends in the welcome as soon as one is admitted', async () => {
    phone.answers = {
      arrive: [arriveAt('waiting', { application }), arriveAt('member', { welcome: WELCOME })],
      notices: ok({ notices: [], nextCursor: null, unread: 0, messages: null }),
    };
    const page = await phone.open('waiting');
    expect([page.data['templateId'], phone.routes]).toEqual(['', []]);
    await run(page, 'onShow');
    expect(phone.routes).toEqual(['redirectTo /packages/join/welcome/index']);
  });

  it.each([
    ['accept', [{ templateId: 'result' }]],
    ['reject', []],
  ] as const)('a message is allowed only where WeChat says so: %s', async (accepts, allowed) => {
    phone.accepts = accepts;
    phone.answers = {
      arrive: arriveAt('waiting', { application }),
      notices: ok({ notices: [], nextCursor: null, unread: 0, messages }),
      allowMessage: ok({ left: 1 }),
    };
    const page = await phone.open('waiting');
    await run(page, 'allow');
    expect([phone.inputsOf('allowMessage'), page.data['isAllowed']]).toEqual([allowed, allowed.length > 0]);
  });

  it('that was sent back shows why, and leads to the questions', async () => {
    const again = { ...application, state: 'asked_again', reason: 'more_detail' };
    phone.answers = { arrive: arriveAt('questions', { application: again }) };
    const page = await phone.open('waiting');
    expect(viewOf(page)?.['reason']).not.toBe('');
    await run(page, 'applyAgain');
    expect(phone.routes).toEqual(['redirectTo /packages/join/questions/index']);
  });
});

describe('the welcome', () => {
  beforeEach(() => void jest.useFakeTimers({ doNotFake: ['setImmediate'] }));
  afterEach(() => void jest.useRealTimers());

  it.each([
    [ok({ earnedPoints: 40, balancePoints: 90 }), 'taken', 40],
    [refused('ALREADY_CLAIMED'), 'takenBefore', 50],
    [refused('INTERNAL_ERROR'), 'open', 50],
  ])('its gift after %j is %s', async (claimTask, gift, figure) => {
    phone.answers = { arrive: arriveAt('member', { welcome: WELCOME }), claimTask };
    const page = await phone.open('welcome');
    expect(viewOf(page)?.['sticker']).toBe('wave');
    await run(page, 'take');
    jest.runAllTimers();
    expect(phone.inputsOf('claimTask')).toEqual([{ taskId: 'joining_gift', period: 'o' }]);
    expect([page.data['gift'], page.data['figure'], page.data['joy']]).toEqual([gift, figure, '']);
    expect(phone.toasts).toHaveLength(gift === 'open' ? 1 : 0);
  });

  it('goes on counting for nobody who has left', async () => {
    phone.answers = {
      arrive: arriveAt('member', { welcome: WELCOME }),
      claimTask: ok({ earnedPoints: 40, balancePoints: 90 }),
    };
    const page = await phone.open('welcome');
    await run(page, 'take');
    const before = page.data['figure'];
    await run(page, 'onUnload');
    jest.runAllTimers();
    expect(page.data['figure']).toBe(before);
  });
});
