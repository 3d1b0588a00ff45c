/** One thing that a member, or an operator for a member, does at one instant. */
export type Step = {
  readonly openid: string;
  readonly atMs: number;
  /** Follows from the plan alone, so that the step is carried out once however often it is asked for. */
  readonly id: string;
} & Deed;

export type Deed =
  /** Opens the mini program; the first time makes the member. */
  | { readonly kind: 'visit' }
  | { readonly kind: 'checkIn' }
  | { readonly kind: 'fact'; readonly type: 'quality_pick' | 'report_upheld' }
  | {
      readonly kind: 'adjust';
      readonly points: number;
      readonly reason: 'compensation' | 'correction' | 'event' | 'violation';
    }
  /** Takes back what the fact of that id paid. */
  | { readonly kind: 'reverse'; readonly factId: string };

export const stepOf = (openid: string, atMs: number, deed: Deed): Step => ({
  openid,
  atMs,
  id: idOf(openid, atMs),
  ...deed,
});

/** Nobody does two things in the same millisecond. */
export const idOf = (openid: string, atMs: number): string => `${openid}-${atMs}`;
