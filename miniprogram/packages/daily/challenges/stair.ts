/** More of them would be too narrow to tell apart; then a bar says how far it is. */
const MOST_STEPS = 24;
const FIRST_PX = 10;
const RISE_PX = 30;

/** A step for each day of the goal; those that were checked in are climbed. Empty where there are too many. */
export const stepsOf = (doneDays: number, goalDays: number) =>
  goalDays > MOST_STEPS
    ? []
    : Array.from({ length: goalDays }, (_, index) => ({
        heightPx: Math.round(FIRST_PX + (RISE_PX * index) / Math.max(1, goalDays - 1)),
        isClimbed: index < doneDays,
      }));

/** 0 to 100; nothing has to be done for a goal of 0. */
export const percentOf = (doneDays: number, goalDays: number): number =>
  goalDays > 0 ? Math.min(100, Math.floor((doneDays * 100) / goalDays)) : 100;
