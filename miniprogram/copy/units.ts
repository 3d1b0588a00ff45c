import type { MallCard } from '../services/mall';

/** What things of the mall are counted in. */
export const units: Record<MallCard['kind'], string> = {
  physical: '件',
  coupon: '张',
  make_up_card: '张',
  membership_days: '份',
  draw: '次',
  donation: '份',
};
