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

/** What comes of reckoning it anew, in words. */
export function verdictOf(order: Order): { readonly isFair: boolean; readonly line: string } {
  const { fits, seedDiffers, rollDiffers, prizeDiffers } = orderCopy.proof;
  const finding = verify(order);
  if (finding.what === 'fits') return { isFair: true, line: fits };
  if (finding.what === 'seed') return { isFair: false, line: seedDiffers };
  const line = finding.what === 'roll' ? rollDiffers : prizeDiffers;
  return { isFair: false, line: line(withCommas(finding.index + 1)) };
}

export type Verdict = ReturnType<typeof verdictOf>;
