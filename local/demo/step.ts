import type { Input } from '../../cloudfunctions/community/contract';
import type { OperatorContracts } from '../../cloudfunctions/operator/contract';

/** One thing that a member, or an operator for a member, does at one instant. */
export type Step = {
  readonly openid: string;
  readonly atMs: number;
  /** Follows from the plan alone, so that the step is carried out once however often it is asked for. */
  readonly id: string;
} & Deed;

export type Deed =
  /** Comes for the first time and goes the whole way in: a member, or one who waits for a decision. */
  | { readonly kind: 'join'; readonly way: WayIn }
  /** Takes the reward of one of the newcomer's tasks. */
  | { readonly kind: 'claim'; readonly taskId: 'joining_gift' | 'starter_task' | 'three_days' }
  /** Makes up for a missed day, `YYYY-MM-DD`. */
  | { readonly kind: 'makeUp'; readonly day: string }
  | { readonly kind: 'joinChallenge'; readonly challengeId: string; readonly pledgePoints: number }
  | { readonly kind: 'checkIn' }
  | { readonly kind: 'fact'; readonly type: 'quality_pick' | 'report_upheld' }
  | {
      readonly kind: 'adjust';
      readonly points: number;
      readonly reason: 'compensation' | 'correction' | 'event' | 'violation';
    }
  /** Puts an item on the mall's shelf. */
  | { readonly kind: 'shelve'; readonly goods: Goods }
  /** Looks at an item and redeems it. */
  | {
      readonly kind: 'redeem';
      readonly itemId: string;
      readonly variantId: string;
      readonly quantity: number;
    }
  /** Sends all parcels that wait for this member. */
  | { readonly kind: 'ship'; readonly number: string }
  /** Takes back what the fact of that id paid. */
  | { readonly kind: 'reverse'; readonly factId: string };

/** An item, and how many of it there are: for each variant, or as many codes. */
export interface Goods {
  readonly item: Omit<Input<OperatorContracts['saveItem']>, 'ver'>;
  readonly stock: number;
  readonly codes: readonly string[];
}

/** How somebody comes in. */
export interface WayIn {
  /** The openid of a member whose code is scanned; without it, one comes by oneself. */
  readonly invitedBy?: string;
  /** Without it, one keeps the drawn name. */
  readonly nickname?: string;
  readonly fits: boolean;
}

export const stepOf = (openid: string, atMs: number, deed: Deed): Step => ({
  openid,
  atMs,
  id: idOf(openid, atMs),
  ...deed,
});

/** Nobody does two things in the same millisecond. */
export const idOf = (openid: string, atMs: number): string => `${openid}-${atMs}`;
