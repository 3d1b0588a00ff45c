import { orderCopy } from '../../../copy/order';
import type { Order } from '../../../services/orders';
import { dayNameOf, shanghaiDayOf, shanghaiTimeOf, withCommas } from '../../../utils/format';
import { rewardOf } from '../../../utils/reward';
import { verify } from './verify';

/** How many digits a roll is written with. */
const ROLL_DIGITS = 4;
const PER_PERCENT = 100;

const written = (roll: number): string => String(roll).padStart(ROLL_DIGITS, '0');

export const drawsOf = ({ draws }: Order) =>
  draws.map(({ prize, roll }, index) => ({
    name: orderCopy.drawn(withCommas(index + 1)),
    title: prize.title,
    reward: rewardOf(prize),
    roll: orderCopy.roll(written(roll)),
  }));

/** How it can be checked that a draw was fair; null for what is no draw. */
export function proofOf({ proof }: Order, today: string) {
  if (!proof) return null;
  const day = dayNameOf(shanghaiDayOf(proof.revealsAtMs), today);
  return {
    commitment: proof.commitment,
    seed: proof.seed ?? '',
    reveals: orderCopy.proof.reveals(`${day} ${shanghaiTimeOf(proof.revealsAtMs)}`),
    prizes: rangesOf(proof.prizes),
  };
}

/** Which rolls bring which prize. */
function rangesOf(prizes: NonNullable<Order['proof']>['prizes']) {
  let from = 0;
  return prizes.map(({ title, chancePerMyriad }) => {
    const range = orderCopy.proof.range(written(from), written(from + chancePerMyriad - 1));
    from += chancePerMyriad;
    return { title, range, chance: orderCopy.proof.chance(String(chancePerMyriad / PER_PERCENT)) };
  });
}

export interface Verdict {
  readonly isFair: boolean;
  readonly line: string;
  /** What this phone was told before, where it is something else; empty where it is not. */
  readonly before: string;
}

const unfair = (line: string): Verdict => ({ isFair: false, line, before: '' });

/**
 * What comes of reckoning it anew, in words.
 * @param before The commitment that this phone was told before the draw; null where it was told none.
 */
export function verdictOf(order: Order, before: string | null): Verdict {
  const { fits, fitsUnseen, commitmentDiffers, seedDiffers, rollDiffers, prizeDiffers } = orderCopy.proof;
  const finding = verify(order, before);
  switch (finding.what) {
    case 'fits':
      return { isFair: true, line: before === null ? fitsUnseen : fits, before: '' };
    case 'commitment':
      return { ...unfair(commitmentDiffers), before: before ?? '' };
    case 'seed':
      return unfair(seedDiffers);
    case 'roll':
      return unfair(rollDiffers(withCommas(finding.index + 1)));
    case 'prize':
      return unfair(prizeDiffers(withCommas(finding.index + 1)));
  }
}
