import type { Answers } from './answers';

type JoinAnswers = Pick<Answers, 'arrive' | 'agree' | 'introduce' | 'apply'>;

const NOBODY = { displayName: '', avatar: 4, picture: '' };
const NOTHING_GIVEN: Answers['introduce'] = {
  nickname: '',
  nicknameState: 'none',
  picture: '',
  pictureState: 'none',
  face: NOBODY,
};

/** What somebody is answered on the way in, who has just come by a friend's code. */
export function joinAnswersOf(community: string, inviter: Answers['myJoinCode']['face']): JoinAnswers {
  const fresh = { consentVersion: 0, own: NOTHING_GIVEN, application: null, welcome: null };
  const agreed = { ...fresh, consentVersion: 1 };
  return {
    arrive: {
      ...fresh,
      step: 'rules',
      landing: 'attributed',
      group: null,
      community: {
        name: community,
        intro: '一群人每天早起一小会儿，读一页书，做一件小事。',
        benefits: ['每天签到攒积分', '积分换好物和体验课', '有问题，群里总有人答'],
        members: 1_286,
      },
      inviter,
      giftPoints: 20,
      rules: {
        version: 1,
        sections: [
          { title: '好好说话', lines: ['对事不对人', '不发广告，不拉人'] },
          { title: '你的资料', lines: ['昵称和头像只在社群里用', '随时可以改，可以清掉'] },
        ],
      },
      questions: [
        {
          kind: 'single',
          id: 'from',
          title: '从哪里知道我们的',
          hint: '',
          isRequired: true,
          options: [
            { id: 'friend', text: '朋友介绍' },
            { id: 'article', text: '看到文章' },
          ],
        },
        {
          kind: 'text',
          id: 'hope',
          title: '想在这里做点什么',
          hint: '几个字就好',
          isRequired: false,
          maxCharacters: 200,
        },
      ],
    },
    agree: { ...agreed, step: 'profile' },
    introduce: NOTHING_GIVEN,
    apply: {
      ...agreed,
      step: 'member',
      welcome: {
        title: `欢迎来到${community}`,
        text: '大家都在，先签个到吧。',
        sticker: 'sun',
        linkPath: '/pages/home/index',
        linkText: '去首页',
      },
    },
  };
}
