import { shanghaiDayOf } from '../utils/format';
import type { MemberData } from './cloud';

/** What this phone was told of the seed of an item's day, while the day was not over. */
interface Told {
  readonly itemId: string;
  /** `YYYY-MM-DD` */
  readonly day: string;
  readonly commitment: string;
  /** By the server's clock. */
  readonly toldAtMs: number;
}

const KEY = 'commitments';
const MOST_KEPT = 60;

const stored = (): readonly Told[] => wx.getStorageSync<readonly Told[] | ''>(KEY) || [];

const find = (itemId: string, day: string): Told | undefined =>
  stored().find((each) => each.itemId === itemId && each.day === day);

/** Keeps what is told of a draw. What was told first of a day stays: whoever tells something else later is found out. */
export function keepCommitment({ item, nowMs }: MemberData<'mallItem'>): void {
  const { itemId, draw } = item;
  const day = shanghaiDayOf(nowMs);
  if (!draw || find(itemId, day)) return;
  const told: Told = { itemId, day, commitment: draw.commitment, toldAtMs: nowMs };
  wx.setStorageSync(KEY, [...stored(), told].slice(-MOST_KEPT));
}

/** What this phone was told before an order was drawn; null where that was on another phone, or is forgotten. */
export function commitmentBefore({ itemId, proof, placedAtMs }: MemberData<'order'>['order']): string | null {
  const told = proof && find(itemId, proof.day);
  return told && told.toldAtMs <= placedAtMs ? told.commitment : null;
}
