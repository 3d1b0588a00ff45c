import { expect } from '@jest/globals';

/** A component that is shown, whatever framework shows it. Selectors look into its own tree only. */
export interface Subject {
  texts(selector: string): Promise<string[]>;
  /** A property of the `style` that the template wrote. */
  style(selector: string, property: string): Promise<string>;
  /** For each component inside under a tag, a property of the `style` of the first image that it draws. */
  drawnBy(tag: string, property: string): Promise<string[]>;
  set(properties: Record<string, unknown>): Promise<void>;
  /** Lets the component under a tag tell something, as when it is tapped. */
  emit(tag: string, event: string): Promise<void>;
  /** The events that the component itself told. */
  heard(): Promise<string[]>;
}

export interface ComponentCase {
  /** Folder below `components`. */
  component: string;
  says: string;
  properties: Record<string, unknown>;
  /** Events to listen to. */
  events?: readonly string[];
  check: (subject: Subject) => Promise<void>;
}

const week = ['done', 'done', 'missed', 'today', 'upcoming', 'upcoming', 'upcoming'].map((state, index) => ({
  day: `2026-01-0${5 + index}`,
  state,
  points: state === 'done' ? 10 + index : null,
}));

const rows = [
  { rank: 1, memberId: 'a', displayName: '甲', avatar: 1, weekScore: 1200, isMe: false },
  { rank: 2, memberId: 'b', displayName: '乙', avatar: 2, weekScore: 90, isMe: true },
  { rank: 2, memberId: 'c', displayName: '丙', avatar: 3, weekScore: 90, isMe: false },
];

/** What every component of the app promises: the same in the production framework and in the preview. */
export const componentCases: readonly ComponentCase[] = [
  {
    component: 'avatar',
    says: 'is as wide as it was told, and begins again behind the last face',
    properties: { number: 9, sizePx: 40 },
    async check(subject) {
      expect(await subject.style('.face', 'width')).toBe('40px');
      expect(await subject.texts('.face-ring')).toEqual([]);
      await subject.set({ ring: true, sizePx: 72 });
      expect(await subject.style('.face', 'height')).toBe('72px');
      expect(await subject.texts('.face-ring')).toHaveLength(1);
    },
  },
  {
    component: 'joy',
    says: 'says what was earned',
    properties: { gain: '+15' },
    async check(subject) {
      expect(await subject.texts('.js-joy')).toEqual(['+15']);
      expect((await subject.texts('.joy-bit')).length).toBeGreaterThan(4);
      expect(await subject.style('.joy-bit', 'transform')).toMatch(/^rotate\(\d+deg\)$/);
    },
  },
  {
    component: 'podium',
    says: 'lets the second stand left and the third right of the first, and equals on equal blocks',
    properties: { rows, small: false },
    async check(subject) {
      expect(await subject.texts('.podium-name')).toEqual(['乙', '甲', '丙']);
      expect(await subject.texts('.podium-rank-2')).toHaveLength(2);
      expect((await subject.texts('.podium-score'))[1]).toContain('1,200');
      expect(await subject.drawnBy('qj-avatar', 'width')).toEqual(['56px', '72px', '56px']);
      await subject.set({ small: true, rows: rows.slice(0, 1) });
      expect(await subject.texts('.podium-name')).toEqual(['甲']);
      expect(await subject.drawnBy('qj-avatar', 'width')).toEqual(['48px']);
    },
  },
  {
    component: 'points',
    says: 'writes an amount with commas, smaller from eight digits on',
    properties: { value: 1234567, figure: true },
    async check(subject) {
      expect(await subject.texts('.num')).toEqual(['1,234,567']);
      expect(await subject.texts('.points-figure')).toHaveLength(1);
      await subject.set({ value: 10_000_000 });
      expect(await subject.texts('.points-figure-wide')).toEqual(['10,000,000']);
      expect(await subject.texts('.points-figure')).toEqual([]);
    },
  },
  {
    component: 'state-view',
    says: 'shows an action only where there is one, and tells when it is taken',
    properties: { heading: '空的', line: '还没有', picture: 'empty-mall.svg' },
    events: ['act'],
    async check(subject) {
      expect(await subject.texts('.head')).toEqual(['空的']);
      expect(await subject.texts('.state-line')).toEqual(['还没有']);
      expect(await subject.texts('.state-action')).toEqual([]);
      await subject.set({ action: '再试一次', footnote: '编号 12' });
      expect(await subject.texts('.state-action')).toEqual(['再试一次']);
      expect(await subject.texts('.state-footnote')).toEqual(['编号 12']);
      await subject.emit('van-button', 'click');
      expect(await subject.heard()).toEqual(['act']);
    },
  },
  {
    component: 'top-bar',
    says: "keeps out of the capsule's way",
    properties: { quiet: true },
    async check(subject) {
      expect(await subject.texts('.top-bar-quiet')).toHaveLength(1);
      expect(await subject.style('.top-bar-line', 'padding-top')).toBe('50px');
      expect(await subject.style('.top-bar-line', 'padding-right')).toBe('103px');
      expect(await subject.style('.top-bar', 'height')).toBe('90px');
    },
  },
  {
    component: 'week-stair',
    says: 'climbs a step a day, with the member on the newest that is done',
    properties: { strip: week, businessDay: '2026-01-08', avatar: 3 },
    async check(subject) {
      expect(await subject.texts('.week-step')).toHaveLength(7);
      expect(await subject.texts('.week-step-done')).toHaveLength(2);
      expect(await subject.texts('.week-gain')).toEqual(['+10', '+11']);
      expect(await subject.style('.week-step', 'height')).toBe('54px');
      expect(await subject.style('.week-stand', 'bottom')).toBe('72px');
      expect(await subject.drawnBy('qj-avatar', 'width')).toEqual(['36px']);
      await subject.set({ strip: week.map((day) => ({ ...day, state: 'upcoming', points: null })) });
      expect(await subject.texts('.week-stand')).toEqual([]);
    },
  },
];
