import type { JoinGiven } from './join-answers';

const HOUR_MS = 3_600_000;

export type JoinWords = Pick<JoinGiven, 'rules' | 'questions' | 'welcome' | 'own' | 'mayApplyAtMs'> &
  Pick<JoinGiven['community'], 'intro' | 'benefits' | 'members'>;

interface Around {
  readonly name: string;
  readonly inviter: JoinGiven['inviter'];
  readonly giftPoints: number;
  readonly nowMs: number;
}

/** The way into a community, told in these words. */
export function joinGivenOf(words: JoinWords, { name, inviter, giftPoints, nowMs }: Around): JoinGiven {
  const { intro, benefits, members, ...rest } = words;
  return {
    ...rest,
    community: { name, intro, benefits, members },
    inviter,
    giftPoints,
    appliedAtMs: nowMs - 9 * HOUR_MS,
  };
}

export const ordinaryJoin: JoinWords = {
  intro: '一群喜欢动手的人，每天做一点陶，互相看看作品，也互相打打气。',
  benefits: ['加入就送见面礼积分', '每天签到攒积分，换工具和课程', '作品有人看，问题有人答'],
  members: 1_286,
  rules: [
    {
      title: '基本约定',
      lines: ['说话先想想对方听着舒不舒服', '不发广告和外链', '发作品写明原创还是临摹'],
    },
    { title: '积分约定', lines: ['积分换东西，不能换成钱，也不能转给别人', '刷分得来的积分会被收回'] },
  ],
  questions: [
    {
      kind: 'single',
      id: 'experience',
      title: '你做过陶吗',
      hint: '',
      isRequired: true,
      options: [
        { id: 'never', text: '还没有，想试试' },
        { id: 'some', text: '上过几次课' },
        { id: 'often', text: '常常做' },
      ],
    },
    {
      kind: 'multiple',
      id: 'wants',
      title: '来这里想找什么',
      hint: '可以选几项',
      isRequired: true,
      options: [
        { id: 'learn', text: '学手艺' },
        { id: 'friends', text: '认识同好' },
        { id: 'show', text: '晒作品' },
      ],
    },
    {
      kind: 'scale',
      id: 'time',
      title: '一周大概能来几天',
      hint: '',
      isRequired: false,
      min: 1,
      max: 7,
      minText: '偶尔',
      maxText: '天天',
    },
    {
      kind: 'text',
      id: 'about',
      title: '说说你自己吧',
      hint: '做过的、想做的，都可以',
      isRequired: false,
      maxCharacters: 200,
    },
  ],
  welcome: {
    title: '早起的松鼠，欢迎来到小满陶艺社',
    text: '你的位置留好了。先收下 50 积分见面礼，再签个到，今天就站上第一阶。',
    sticker: 'wave',
    linkPath: '/packages/points/earn/index',
    linkText: '看看怎么攒积分',
  },
  own: {
    nickname: '阿青',
    nicknameState: 'review',
    picture: '',
    pictureState: 'none',
    face: { displayName: '早起的松鼠', avatar: 4, picture: '' },
  },
  mayApplyAtMs: Date.UTC(2026, 5, 23, 1, 30),
};

const UNBROKEN = 'AnswerWithoutAnySpaceInItThatWouldBreakTheLineSomewhere';

/** Everything longer than one would write it. */
export const longestJoin: JoinWords = {
  intro: `${'一群喜欢动手的人，每天做一点陶，互相看看作品，也互相打打气。'.repeat(3)}${UNBROKEN}`,
  benefits: [
    '加入就送见面礼积分，第一次签到再送一份，满一个月还有一张体验券',
    UNBROKEN,
    '作品有人看',
    '问题有人答',
    '换工具和课程',
    '每个月一次线下烧窑',
  ],
  members: 9_999_999,
  rules: [
    { title: `基本约定和${UNBROKEN}`, lines: ['说话先想想对方听着舒不舒服'.repeat(4), UNBROKEN] },
    {
      title: '违规处理',
      lines: ['第三次由管理员确认后移出，72 小时内可以申诉，涉及诈骗和募资，立即冻结并报告'],
    },
  ],
  questions: [
    {
      kind: 'single',
      id: 'experience',
      title: '在来到这里之前，你有没有在别的什么地方做过陶，或者看别人做过陶',
      hint: UNBROKEN,
      isRequired: false,
      options: [
        { id: 'never', text: '还没有，但是一直很想试试，只是没有找到合适的地方和时间' },
        { id: 'some', text: UNBROKEN },
      ],
    },
    {
      kind: 'multiple',
      id: 'wants',
      title: UNBROKEN,
      hint: '可以选几项，也可以只选一项，还可以把能选的全都选上',
      isRequired: true,
      options: [
        { id: 'learn', text: '学手艺，从揉泥、拉坯、修坯到上釉和烧窑，一步一步慢慢学' },
        { id: 'show', text: '晒' },
      ],
    },
    {
      kind: 'scale',
      id: 'days',
      title: '一周大概能来几天',
      hint: '',
      isRequired: true,
      min: 1,
      max: 7,
      minText: '偶尔来看一眼就走',
      maxText: '天天都来，从早到晚',
    },
    {
      kind: 'scale',
      id: 'sure',
      title: '有多想加入',
      hint: '0 是不太想，10 是非常想',
      isRequired: true,
      min: 0,
      max: 10,
      minText: '不太想',
      maxText: '非常想',
    },
    {
      kind: 'scale',
      id: 'years',
      title: '今年多大',
      hint: '',
      isRequired: false,
      min: 1,
      max: 120,
      minText: '',
      maxText: '',
    },
    { kind: 'text', id: 'about', title: '说说你自己吧', hint: '', isRequired: false, maxCharacters: 2_000 },
  ],
  welcome: {
    title: `山里来的陶匠人何大川和他的窑与猫以及院子里，欢迎来到${UNBROKEN}`,
    text: '你的位置留好了。先收下 9999 积分见面礼，再签个到，今天就站上第一阶。'.repeat(3),
    sticker: 'unknown',
    linkPath: '/packages/points/earn/index',
    linkText: '看看怎么攒积分，再看看怎么花积分，还有什么好物',
  },
  own: {
    nickname: '山里来的陶匠人何大川和他的窑与猫以及院子',
    nicknameState: 'refused',
    picture: 'cloud://shots.bucket/avatars/new.png',
    pictureState: 'refused',
    face: { displayName: '慢吞吞的萤火虫', avatar: 8, picture: '' },
  },
  mayApplyAtMs: 0,
};

/** A community that nobody has joined yet, and that promises nothing. */
export const firstJoin: JoinWords = {
  ...ordinaryJoin,
  benefits: [],
  members: 0,
  welcome: { title: '', text: '', sticker: 'sun', linkPath: '', linkText: '' },
  own: { ...ordinaryJoin.own, nickname: '', nicknameState: 'none' },
};
