/**
 * Notices of WeChat Pay that are still to come.
 * Taken from a published document: pay.weixin.qq.com/wiki/doc/apiv3/apis/chapter3_2_5.shtml (支付通知API: 通知频率). What isn't
 * answered comes again after these waits, 24 hours and 4 minutes in all.
 */
import { deliverDue, withoutOldest } from '../delivery';
import { newTraceId, type Desk } from '../desk';
import type { PayNotice } from '../state';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

const WAITS_MS = [
  ...[15, 15, 30].map((seconds) => seconds * SECOND_MS),
  ...[3, 10, 20, 30, 30, 30, 60].map((minutes) => minutes * MINUTE_MS),
  ...[3, 3, 3, 6, 6].map((hours) => hours * HOUR_MS),
];

export function scheduleNotice(desk: Desk, kind: PayNotice['kind'], of: string): void {
  desk.state.notices.push({
    id: `EV-${newTraceId(desk)}`,
    kind,
    of,
    createdAtMs: desk.now(),
    dueAtMs: desk.now(),
    attempts: 0,
    status: 'due',
  });
  desk.state.notices = withoutOldest(desk.state.notices);
}

/** @param deliver Whether the merchant answered. @returns how many were taken. */
export const deliverNotices = (
  desk: Desk,
  deliver: (notice: PayNotice) => Promise<boolean>,
): Promise<number> => deliverDue(desk, desk.state.notices, () => WAITS_MS, deliver);
