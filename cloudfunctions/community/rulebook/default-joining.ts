import type { JoiningRules } from './joining';

/** How one gets into a new community: a circle of people who learn a craft. */
export const defaultJoining: JoiningRules = {
  intro: '一群喜欢动手的人，每天做一点陶，互相看看作品，也互相打打气。',
  benefits: ['加入就送见面礼积分', '每天签到攒积分，换工具和课程', '作品有人看，问题有人答'],
  convention: {
    version: 1,
    sections: [
      {
        title: '基本约定',
        lines: [
          '说话先想想对方听着舒不舒服',
          '聊陶艺、聊手作、聊生活，不发广告和外链',
          '不私下加好友推销，不打听别人的隐私',
          '发作品写明原创还是临摹',
        ],
      },
      {
        title: '积分约定',
        lines: [
          '签到、好内容、有用的举报都会得积分',
          '积分换东西，不能换成钱，也不能转给别人',
          '刷分得来的积分会被收回',
        ],
      },
      {
        title: '违规处理',
        lines: [
          '第一次私下提醒',
          '第二次警告，禁言 24 小时',
          '第三次由管理员确认后移出，72 小时内可以申诉',
          '涉及诈骗和募资，立即冻结并报告',
        ],
      },
    ],
  },
  firstTouchDays: 30,
  missesPerDay: 10,
  questions: [
    {
      kind: 'single',
      id: 'experience',
      title: '你做过陶吗',
      hint: '',
      isRequired: true,
      weight: 3,
      options: [
        { id: 'never', text: '还没有，想试试', fit: 80, tags: ['新手'] },
        { id: 'some', text: '上过几次课', fit: 100, tags: ['入门'] },
        { id: 'often', text: '常常做', fit: 100, tags: ['熟手'] },
        { id: 'sell', text: '我卖陶艺用品', fit: 20, tags: ['商家'] },
      ],
    },
    {
      kind: 'multiple',
      id: 'wants',
      title: '来这里想找什么',
      hint: '可以选几项',
      isRequired: true,
      weight: 2,
      options: [
        { id: 'learn', text: '学手艺', fit: 100, tags: ['想学习'] },
        { id: 'friends', text: '认识同好', fit: 100, tags: ['想交友'] },
        { id: 'show', text: '晒作品', fit: 90, tags: ['爱分享'] },
        { id: 'customers', text: '找客户', fit: 0, tags: ['找客户'] },
      ],
    },
    {
      kind: 'scale',
      id: 'time',
      title: '一周大概能来几天',
      hint: '',
      isRequired: false,
      weight: 1,
      min: 1,
      max: 7,
      minText: '偶尔',
      maxText: '天天',
      target: 5,
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
  autoApprove: [
    { minScore: 60, maxRiskRank: 2 },
    { minScore: 40, inviterGrowthValue: 100, maxRiskRank: 2 },
  ],
  reapplyAfterDays: 7,
  welcome: {
    title: '{nickname}，欢迎来到{community}',
    text: '你的位置留好了。先收下 {points} 积分见面礼，再签个到，今天就站上第一阶。',
    sticker: 'wave',
    linkPath: '/packages/points/earn/index',
    linkText: '看看怎么攒积分',
  },
};
