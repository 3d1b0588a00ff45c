import { mallItemCopy } from '../../../copy/mall-item';
import type { MallItem } from '../../../services/mall';
import { whenOf } from '../../../utils/countdown';
import { withCommas } from '../../../utils/format';

interface Fact {
  readonly icon: string;
  readonly text: string;
}

/** What goes for it, one line each; all of it comes from what the operators said. */
export const factsOf = (item: MallItem, nowMs: number): Fact[] => [
  ...gateOf(item),
  ...windowOf(item, nowMs),
  ...limitsOf(item),
  ...deliveryOf(item),
  { icon: 'refresh', text: mallItemCopy.refundable[item.refundable] },
];

const gateOf = ({ tierGate }: MallItem): Fact[] =>
  tierGate ? [{ icon: tierGate.isReached ? 'stair' : 'lock', text: mallItemCopy.gate(tierGate.name) }] : [];

function windowOf({ onSaleFromMs, onSaleUntilMs }: MallItem, nowMs: number): Fact[] {
  const { opens, closes } = mallItemCopy;
  return [
    ...(onSaleFromMs !== null && onSaleFromMs > nowMs
      ? [{ icon: 'clock', text: opens(whenOf(onSaleFromMs, nowMs)) }]
      : []),
    ...(onSaleUntilMs !== null && onSaleUntilMs > nowMs
      ? [{ icon: 'clock', text: closes(whenOf(onSaleUntilMs, nowMs)) }]
      : []),
  ];
}

function limitsOf({ kind, limits, maxPerOrder }: MallItem): Fact[] {
  const unit = mallItemCopy.units[kind];
  return [
    ...limits.map(({ period, cap, used }) => ({
      icon: 'list',
      text: mallItemCopy.limit(period, withCommas(cap), unit, withCommas(used)),
    })),
    ...(maxPerOrder > 1
      ? [{ icon: 'list', text: mallItemCopy.perOrder(withCommas(maxPerOrder), unit) }]
      : []),
  ];
}

const deliveryOf = ({ needsAddress, shipWithinDays, membershipDays }: MallItem): Fact[] => [
  ...(needsAddress ? [{ icon: 'parcel', text: mallItemCopy.ship(withCommas(shipWithinDays)) }] : []),
  ...(membershipDays > 0
    ? [{ icon: 'calendar', text: mallItemCopy.membershipDays(withCommas(membershipDays)) }]
    : []),
];
