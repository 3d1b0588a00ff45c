import { landingCopy } from '../../../copy/join';
import type { JoinView } from '../../../services/join';
import { withCommas } from '../../../utils/format';
import { nameInText } from '../../../utils/name';

/** The heads on the stair; on the highest step stands who brought the caller. */
const CROWD = [6, 4, 7];
const FACES = 8;

/** Three others below, none of whom looks like the one above. */
const crowdBelow = (avatar: number): number[] =>
  CROWD.map((number) => (number === avatar ? (number % FACES) + 1 : number));

export function viewOf({ community, inviter, giftPoints, step }: JoinView) {
  return {
    headline: inviter ? landingCopy.invited(nameInText(inviter.displayName)) : landingCopy.open,
    headlineEnd: inviter ? landingCopy.invitedLine : landingCopy.openLine,
    crowd: crowdBelow(inviter?.avatar ?? 1),
    host: { avatar: inviter?.avatar ?? 1, picture: inviter?.picture ?? '' },
    name: community.name,
    /** Empty where the caller would be the first one. */
    members: community.members > 0 ? landingCopy.members(withCommas(community.members)) : '',
    intro: community.intro,
    benefits: community.benefits,
    action: actionOf(step, giftPoints),
  };
}

function actionOf(step: JoinView['step'], giftPoints: number): string {
  if (step === 'waiting') return landingCopy.seeApplication;
  if (step !== 'rules') return landingCopy.goOn;
  return giftPoints > 0 ? landingCopy.joinForGift(withCommas(giftPoints)) : landingCopy.join;
}

export type LandingView = ReturnType<typeof viewOf>;
