/** How one gets in: what is asked, what is promised, and who decides. */
export interface JoiningRules {
  /** What the community is, in a sentence or two. */
  readonly intro: string;
  /** What one gets from it, a line each; the first one stands on posters. */
  readonly benefits: readonly string[];
  /** Base convention, points, penalties. A new version is agreed to anew. */
  readonly convention: {
    readonly version: number;
    readonly sections: readonly { readonly title: string; readonly lines: readonly string[] }[];
  };
  /** How long a first touch counts that led to no application. */
  readonly firstTouchDays: number;
  /** Unknown codes a day, after which a caller's are not looked at any more. */
  readonly missesPerDay: number;
  readonly questions: readonly Question[];
  /** Whoever fulfils one of them is admitted at once; everybody else waits for a person. */
  readonly autoApprove: readonly AutoApproveRule[];
  /** How long one waits after a refusal. */
  readonly reapplyAfterDays: number;
  readonly welcome: Welcome;
}

interface Asked {
  readonly id: string;
  readonly title: string;
  readonly hint: string;
  readonly isRequired: boolean;
}

/** How well an option fits the target portrait, 0 to 100, and which tags it puts on the profile. */
export interface Option {
  readonly id: string;
  readonly text: string;
  readonly fit: number;
  readonly tags: readonly string[];
}

export interface ChoiceQuestion extends Asked {
  readonly kind: 'single' | 'multiple';
  /** How much it counts among the others; 0: it does not. */
  readonly weight: number;
  readonly options: readonly Option[];
}

export interface ScaleQuestion extends Asked {
  readonly kind: 'scale';
  readonly weight: number;
  readonly min: number;
  readonly max: number;
  readonly minText: string;
  readonly maxText: string;
  /** What the portrait has; the farther from it, the less it fits. */
  readonly target: number;
}

/** Read by people; it does not count. */
export interface TextQuestion extends Asked {
  readonly kind: 'text';
  readonly maxCharacters: number;
}

export type Question = ChoiceQuestion | ScaleQuestion | TextQuestion;

/** All that is named must hold. */
export interface AutoApproveRule {
  /** An application without a score never has it. */
  readonly minScore?: number;
  readonly channels?: readonly string[];
  /** The growth value of who invited; without an inviter it is not fulfilled. */
  readonly inviterGrowthValue?: number;
  /** WeChat's risk rank at most; an unknown rank passes. */
  readonly maxRiskRank: number;
}

/** Greets who has just been admitted: {nickname}, {community} and {points} are filled in. */
export interface Welcome {
  readonly title: string;
  readonly text: string;
  readonly sticker: string;
  readonly linkPath: string;
  readonly linkText: string;
}
