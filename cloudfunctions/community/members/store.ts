import type { CollectionDeclaration, VersionedDocument } from '../../platform/documents';

export const MEMBERS = 'members';

export type Standing = 'visitor' | 'queued' | 'asked_again' | 'rejected' | 'admitted';

/** Everybody who has come: one document each, changed by one conditional write. The ledger knows nothing of it. */
export interface Member extends VersionedDocument {
  /** The member id. */
  readonly _id: string;
  readonly firstSeenAtMs: number;
  readonly standing: Standing;
  /** Null until something brought the member that is known. */
  readonly touch: Touch | null;
  /** Ascending by time; the newest 20. */
  readonly consents: readonly Consent[];
  /** The groups that the member came from, at most 50. */
  readonly groups: readonly GroupTie[];
  readonly application: Application | null;
  /** 0: never. */
  readonly admittedAtMs: number;
  /** Scenes that no code was found for: whoever guesses is not looked at any more. */
  readonly misses: { readonly day: number; readonly count: number };
  /** The member's own code; empty until it is wanted. */
  readonly joinCode: string;
  readonly noticesReadUntilMs: number;
  /** How many more messages the member has allowed, by template. */
  readonly messagesLeft: Readonly<Record<string, number>>;
  /** When it is looked next whether a reminder is due; 0: none is wished. */
  readonly remindAtMs: number;
  /** Requests that were carried out, the newest last: what comes again changes nothing. */
  readonly requestIds: readonly string[];
  /** Since when something waits for a person's look; 0: nothing does. */
  readonly reviewSinceMs: number;
  readonly personal: Personal;
}

/** All that says who somebody is. It stands here and nowhere else, so that it can be sealed, exported and deleted. */
export interface Personal {
  /** Sealed: what WeChat needs to reach the member. Empty until the rules are agreed to. */
  readonly openid: string;
  /** When the step was taken or passed over; 0: not yet. */
  readonly introducedAtMs: number;
  readonly nickname: Checked | null;
  /** `value` is the file id. */
  readonly picture: (Checked & { readonly traceId: string }) | null;
  readonly answers: readonly Answer[];
}

/** Others see it only while it is `clear`. */
export interface Checked {
  readonly value: string;
  readonly state: 'checking' | 'review' | 'clear' | 'refused';
  readonly sinceMs: number;
}

/** What brought the member. */
export interface Touch {
  readonly channel: string;
  /** Empty where there is none. */
  readonly campaign: string;
  /** Empty where nobody did. */
  readonly inviterId: string;
  /** The code; empty for a group's card, and for who came by themselves. */
  readonly code: string;
  readonly atMs: number;
  /** From the application on: it cannot run out any more. */
  readonly isFinal: boolean;
}

export interface Consent {
  readonly version: number;
  readonly atMs: number;
}

export interface GroupTie {
  readonly opengid: string;
  readonly sinceMs: number;
}

export interface Application {
  readonly appliedAtMs: number;
  /** 0 to 100; null where nothing that counts was answered. */
  readonly score: number | null;
  readonly tags: readonly string[];
  /** Why it waits for a person; empty where rules decided. */
  readonly queueReasons: readonly ('low_score' | 'no_score' | 'risk' | 'text_review' | 'by_hand')[];
  /** Null until it is decided, and where it is approved. */
  readonly decisionReason: 'more_detail' | 'not_our_topic' | 'advertising' | 'duplicate' | 'full' | null;
  /** 0: not yet. */
  readonly decidedAtMs: number;
  /** The member id of who decided; empty for rules. */
  readonly decidedBy: string;
}

export interface Answer {
  readonly questionId: string;
  readonly choices?: readonly string[];
  readonly value?: number;
  readonly text?: string;
}

export const collections: readonly CollectionDeclaration[] = [
  {
    name: MEMBERS,
    indexes: [
      {
        // The queue, longest waiting first; and how many members there are.
        name: 'standing_applied',
        fields: [
          { path: 'standing', direction: 1 },
          { path: 'application.appliedAtMs', direction: 1 },
        ],
      },
      // The newest members: how long they waited.
      { name: 'admitted', fields: [{ path: 'admittedAtMs', direction: -1 }] },
      // Whose reminder is due: read by the timer.
      { name: 'remind_at', fields: [{ path: 'remindAtMs', direction: 1 }] },
      // What waits for a person's look, longest first.
      { name: 'review_since', fields: [{ path: 'reviewSinceMs', direction: 1 }] },
      // Whose picture a verdict is about.
      { name: 'picture_trace', fields: [{ path: 'personal.picture.traceId', direction: 1 }], sparse: true },
    ],
  },
];
