import type { Member } from '../members';

/** From the application to the admission: the middle, and what nine in ten stay below (nearest rank). */
export function timeToAdmitOf(members: readonly Pick<Member, 'application' | 'admittedAtMs'>[]): {
  members: number;
  byRule: number;
  medianMs: number;
  p90Ms: number;
} {
  const waits = members
    .flatMap(({ application, admittedAtMs }) =>
      application ? [Math.max(0, admittedAtMs - application.appliedAtMs)] : [],
    )
    .sort((a, b) => a - b);
  const rank = (share: number) => waits[Math.max(0, Math.ceil(waits.length * share) - 1)] ?? 0;
  return {
    members: waits.length,
    byRule: members.filter(({ application }) => application?.decidedBy === '').length,
    medianMs: rank(0.5),
    p90Ms: rank(0.9),
  };
}
