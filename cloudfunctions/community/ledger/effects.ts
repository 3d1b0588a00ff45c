import type { CheckInDays, Entry } from './account';

/** What one fact does to one member's account, as a room's pure rules decide it. */
export interface Effects {
  /** Unique for this member; the entry's id is made of it, so that nothing is applied twice. */
  readonly key: string;
  readonly fact: Entry['fact'];
  readonly rulebookVersion: number;
  /** Above zero: only earning is possible so far. */
  readonly pointsDelta: number;
  /** The account that the points come from, for example `issuer:check-in`. */
  readonly from: string;
  readonly growthValueDelta: number;
  readonly weekScoreDelta: number;
  readonly checkIn?: CheckInDays;
}
