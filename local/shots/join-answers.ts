import type { Answers } from './answers';

type JoinAnswers = Pick<Answers, 'arrive' | 'agree' | 'introduce' | 'apply'>;
type Arrival = Answers['arrive'];
type Application = NonNullable<Arrival['application']>;

export interface JoinGiven {
  readonly community: Arrival['community'];
  readonly inviter: NonNullable<Arrival['inviter']>;
  readonly giftPoints: number;
  readonly rules: Arrival['rules']['sections'];
  readonly questions: Arrival['questions'];
  readonly welcome: NonNullable<Arrival['welcome']>;
  /** What somebody sees who changes name and picture later on. */
  readonly own: Arrival['own'];
  readonly appliedAtMs: number;
  /** From when on somebody who was refused may try again; 0: at once. */
  readonly mayApplyAtMs: number;
}

/** Where somebody may stand on the way in, and come to a page of it. */
export const joinPlaces = [
  'landing',
  'uninvited',
  'consent',
  'profile',
  'ownProfile',
  'questions',
  'waiting',
  'rejected',
  'askedAgain',
  'welcome',
] as const;

export type JoinPlace = (typeof joinPlaces)[number];

const NOTHING_GIVEN: Arrival['own'] = {
  nickname: '',
  nicknameState: 'none',
  picture: '',
  pictureState: 'none',
  face: { displayName: '早起的松鼠', avatar: 4, picture: '' },
};

/** What somebody is answered who has just come by a friend's code, and goes through without a stop. */
export function joinAnswersOf(given: JoinGiven): JoinAnswers {
  const fresh = { consentVersion: 0, own: NOTHING_GIVEN, application: null, welcome: null };
  const agreed = { ...fresh, consentVersion: 1 };
  return {
    arrive: {
      ...fresh,
      step: 'rules',
      landing: 'attributed',
      group: null,
      community: given.community,
      inviter: given.inviter,
      giftPoints: given.giftPoints,
      rules: { version: 1, sections: given.rules },
      questions: given.questions,
    },
    agree: { ...agreed, step: 'profile' },
    introduce: NOTHING_GIVEN,
    apply: { ...agreed, step: 'member', welcome: given.welcome },
  };
}

/** What they are answered who come to one of the places. */
export function arrivalsOf(given: JoinGiven): Readonly<Record<JoinPlace, Arrival>> {
  const { arrive, agree, apply } = joinAnswersOf(given);
  const applied = (state: Application['state'], more: Partial<Application> = {}): Arrival => ({
    ...arrive,
    ...agree,
    step: state === 'asked_again' ? 'questions' : 'waiting',
    application: { state, appliedAtMs: given.appliedAtMs, reason: null, mayApplyAtMs: 0, ...more },
  });
  const member = { ...arrive, ...apply };
  return {
    landing: arrive,
    uninvited: { ...arrive, inviter: null, landing: null },
    consent: arrive,
    profile: { ...arrive, ...agree },
    ownProfile: { ...member, own: given.own },
    questions: { ...arrive, ...agree, step: 'questions' },
    waiting: applied('queued'),
    rejected: applied('rejected', { reason: 'not_our_topic', mayApplyAtMs: given.mayApplyAtMs }),
    askedAgain: applied('asked_again', { reason: 'more_detail' }),
    welcome: member,
  };
}
