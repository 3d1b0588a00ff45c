import { chanceOf, wholeOf } from './chance';

export type Habit = 'core' | 'ordinary' | 'lurking' | 'left';

/** How the history looks back: six weeks, and today. */
export const HISTORY_DAYS = 42;

/** Of sixty, as a healthy community has them: few carry it, a third looks on, some have gone. */
const HEADS: Readonly<Record<Habit, number>> = { core: 5, ordinary: 33, lurking: 15, left: 7 };

/** The viewer, whom others say that they came by. */
export const leadOpenid = 'demo-member-1';

export interface Person {
  readonly openid: string;
  readonly habit: Habit;
  /** Whose history is written by hand: the one that the phone begins as. */
  readonly isViewer: boolean;
  /** Was there a year ago already. */
  readonly isFounder: boolean;
  readonly joinedDaysAgo: number;
  /** After that day nothing is heard any more; 0 for all who have stayed. */
  readonly lastDaysAgo: number;
  /** How likely a check-in is on a day. */
  readonly keenness: number;
  /** When the day's check-in usually comes. */
  readonly minuteOfDay: number;
}

/**
 * The members of the demo community, the viewer first. Openids are numbered; one whose name another has already is
 * passed over, since two of the same name on one board would look like a mistake.
 * @param nameOf What others will call the member of this openid.
 */
export function castOf(seed: string, nameOf: (openid: string) => string): Person[] {
  const habits: Habit[] = ['ordinary', ...rest('ordinary', HEADS.ordinary - 1)];
  habits.splice(1, 0, ...rest('core', HEADS.core));
  habits.push(...rest('lurking', HEADS.lurking), ...rest('left', HEADS.left));
  const openids = openidsWithNamesOfTheirOwn(habits.length, nameOf);
  return openids.map((openid, index) => {
    const habit = habits[index] ?? 'ordinary';
    // The viewer, three of the core, and the first of those who left.
    const isFounder = index <= 3 || index === habits.indexOf('left');
    const person = personOf(seed, openid, habit);
    const joinedDaysAgo = isFounder ? HISTORY_DAYS : person.joinedDaysAgo;
    return { ...person, joinedDaysAgo, isViewer: index === 0, isFounder };
  });
}

/** One of each habit: whom one can be in the preview from the start. */
export const leadsOf = (cast: readonly Person[]): Person[] =>
  (['ordinary', 'core', 'lurking', 'left'] as const).flatMap(
    (habit) => cast.find((person) => person.habit === habit) ?? [],
  );

const rest = (habit: Habit, count: number): Habit[] => Array.from({ length: count }, () => habit);

function openidsWithNamesOfTheirOwn(count: number, nameOf: (openid: string) => string): string[] {
  const byName = new Map<string, string>();
  for (let number = 1; byName.size < count; number += 1) {
    const openid = `demo-member-${number}`;
    const name = nameOf(openid);
    if (!byName.has(name)) byName.set(name, openid);
  }
  return [...byName.values()];
}

function personOf(seed: string, openid: string, habit: Habit): Omit<Person, 'isViewer' | 'isFounder'> {
  const of = (what: string) => [seed, openid, what] as const;
  return {
    openid,
    habit,
    joinedDaysAgo: joinedDaysAgoOf(habit, chanceOf(...of('early')), (from, to) =>
      wholeOf(from, to, ...of('joined')),
    ),
    lastDaysAgo: habit === 'left' ? wholeOf(12, 30, ...of('last')) : 0,
    keenness: keennessOf(habit, chanceOf(...of('keenness'))),
    minuteOfDay: minuteOfDayOf(chanceOf(...of('part of day')), chanceOf(...of('minute'))),
  };
}

/** Most came when the community opened its doors, others since; the newest these days. */
function joinedDaysAgoOf(habit: Habit, early: number, between: (from: number, to: number) => number): number {
  switch (habit) {
    case 'core':
      return HISTORY_DAYS;
    case 'ordinary':
      return early < 0.55 ? between(40, HISTORY_DAYS) : between(1, 39);
    case 'lurking':
      return between(20, HISTORY_DAYS);
    case 'left':
      return between(36, HISTORY_DAYS);
  }
}

function keennessOf(habit: Habit, luck: number): number {
  switch (habit) {
    case 'core':
      return 0.94 + luck * 0.05;
    case 'ordinary':
      return 0.35 + luck * 0.45;
    case 'lurking':
      return 0.03 + luck * 0.06;
    case 'left':
      return 0.6 + luck * 0.3;
  }
}

/** On the way to work, at noon, in the evening; and the few who cannot wait for midnight. */
function minuteOfDayOf(partOfDay: number, luck: number): number {
  const [fromMinute, minutes] =
    partOfDay < 0.12 ? [10, 20] : partOfDay < 0.55 ? [375, 180] : partOfDay < 0.7 ? [720, 90] : [1_170, 170];
  return Math.floor(fromMinute + luck * minutes);
}
