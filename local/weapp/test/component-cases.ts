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
  /** Properties that it is given later only. */
  later?: readonly string[];
  /** Events to listen to. */
  events?: readonly string[];
  check: (subject: Subject) => Promise<void>;
}

const week = ['done', 'done', 'missed', 'today', 'upcoming', 'upcoming', 'upcoming'].map((state, index) => ({
  day: `2026-01-0${5 + index}`,
  state,
  points: state === 'done' ? 10 + index : null,
}));

/** Pictures that need no network: what comes of them the case says. */
const NO_PICTURE = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';
const OTHER_PICTURE = `${NO_PICTURE}#other`;

const rows = [
  { rank: 1, memberId: 'a', displayName: '甲', avatar: 1, picture: '', weekScore: 1200, isMe: false },
  { rank: 2, memberId: 'b', displayName: '乙', avatar: 2, picture: '', weekScore: 90, isMe: true },
  { rank: 2, memberId: 'c', displayName: '丙', avatar: 3, picture: '', weekScore: 90, isMe: false },
];

/** What every component of the app promises: the same in the production framework and in the preview. */
export const componentCases: readonly ComponentCase[] = [
  {
    component: 'avatar',
    says: 'is as wide as it was told, and begins again behind the last face',
    properties: { number: 9, sizePx: 40 },
    later: ['ring'],
    async check(subject) {
      expect(await subject.style('.face', 'width')).toBe('40px');
      expect(await subject.texts('.face-ring')).toEqual([]);
      await subject.set({ ring: true, sizePx: 72 });
      expect(await subject.style('.face', 'height')).toBe('72px');
      expect(await subject.texts('.face-ring')).toHaveLength(1);
    },
  },
  {
    component: 'avatar',
    says: 'shows a picture of the own, and the drawn face again where it does not come',
    properties: { number: 2, picture: NO_PICTURE, sizePx: 40 },
    async check(subject) {
      expect(await subject.texts('.face-own')).toHaveLength(1);
      await subject.emit('wx-image', 'error');
      expect(await subject.texts('.face-own')).toEqual([]);
      await subject.set({ picture: OTHER_PICTURE });
      expect(await subject.texts('.face-own')).toHaveLength(1);
      await subject.set({ picture: '' });
      expect(await subject.texts('.face-own')).toEqual([]);
    },
  },
  {
    component: 'badge',
    says: 'is grey until its first rung, and shows how many there are',
    properties: { picture: 'streak', heading: '晨光不断', line: '连签 7 天就亮', reached: 0, rungs: 3 },
    async check(subject) {
      expect(await subject.texts('.badge-heading')).toEqual(['晨光不断']);
      expect(await subject.texts('.badge-locked')).toHaveLength(1);
      expect(await subject.texts('.badge-rung')).toHaveLength(3);
      expect(await subject.texts('.badge-rung-reached')).toEqual([]);
      await subject.set({ reached: 2, line: '最长连签 14 天' });
      expect(await subject.texts('.badge-line')).toEqual(['最长连签 14 天']);
      expect(await subject.texts('.badge-locked')).toEqual([]);
      expect(await subject.texts('.badge-rung-reached')).toHaveLength(2);
    },
  },
  {
    component: 'icon',
    says: 'is as large as it was told',
    properties: { name: 'coin', sizePx: 20 },
    async check(subject) {
      expect(await subject.texts('.icon-coin')).toHaveLength(1);
      expect(await subject.style('.icon', 'width')).toBe('20px');
      await subject.set({ name: 'arrow' });
      expect(await subject.texts('.icon-arrow')).toHaveLength(1);
      expect(await subject.texts('.icon-coin')).toEqual([]);
    },
  },
  {
    component: 'joy',
    says: 'says what was earned or got, and shows a tier that was reached by it',
    properties: { gain: '+15', word: '', tier: 0 },
    async check(subject) {
      expect(await subject.texts('.js-joy')).toEqual(['+15']);
      expect(await subject.texts('.joy-tier')).toEqual([]);
      expect((await subject.texts('.joy-bit')).length).toBeGreaterThan(4);
      expect(await subject.style('.joy-bit', 'transform')).toMatch(/^rotate\(\d+deg\)$/);
      await subject.set({ tier: 2 });
      expect(await subject.texts('.joy-tier')).toHaveLength(1);
      expect(await subject.texts('.joy-sun')).toEqual(['+15上了一阶']);
      await subject.set({ gain: '换好', word: '等它出门', tier: 0 });
      expect(await subject.texts('.joy-sun')).toEqual(['换好等它出门']);
    },
  },
  {
    component: 'name',
    says: 'turns round only where a name does, and calls somebody who has none something',
    properties: { value: '林知夏' },
    async check(subject) {
      expect(await subject.texts('.cut')).toEqual(['林知夏']);
      expect(await subject.texts('.name-right-to-left')).toEqual([]);
      await subject.set({ value: '🏺 שלום' });
      expect(await subject.texts('.name-right-to-left')).toEqual(['🏺 שלום']);
      await subject.set({ value: ' ' });
      expect(await subject.texts('.cut')).toEqual(['还没起名']);
      expect(await subject.texts('.name-right-to-left')).toEqual([]);
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
    component: 'stale-bar',
    says: 'is there only when it is needed, and tells when somebody wants to try again',
    properties: { shown: false, bottomPx: 76 },
    events: ['retry'],
    async check(subject) {
      expect(await subject.texts('.stale')).toEqual([]);
      await subject.set({ shown: true });
      expect(await subject.texts('.stale')).toEqual(['网络不太顺，看到的是刚才的，点这里再试']);
      expect(await subject.style('.stale', 'bottom')).toBe('76px');
      await subject.emit('wx-view', 'tap');
      expect(await subject.heard()).toEqual(['retry']);
    },
  },
  {
    component: 'state-view',
    says: 'shows an action only where there is one, and tells when it is taken',
    properties: { heading: '空的', line: '还没有', picture: 'empty-mall.svg' },
    later: ['action', 'footnote'],
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
    component: 'tier-stair',
    says: 'is full up to the own tier, fills the next step, and as a scene carries names and badges',
    properties: { level: 2, levels: 4, percent: 40, names: [], color: 'red' },
    async check(subject) {
      expect(await subject.texts('.tiers-step')).toHaveLength(4);
      expect(await subject.texts('.tiers-full')).toHaveLength(3);
      expect(await subject.style('.tiers-ahead .tiers-full', 'height')).toBe('40%');
      expect(await subject.texts('.tiers-badge')).toEqual([]);
      await subject.set({ names: ['新芽', '展叶', '抽枝', '含苞'] });
      expect(await subject.texts('.tiers-name')).toEqual(['新芽', '展叶', '抽枝', '含苞']);
      expect(await subject.texts('.tiers-here')).toEqual(['展叶']);
      expect(await subject.texts('.tiers-full')).toEqual([]);
      await subject.set({ level: 1, levels: 1, percent: 100, names: [] });
      expect(await subject.style('.tiers-step', 'height')).toBe('12px');
    },
  },
  {
    component: 'tile',
    says: 'stands on the ground of its hue',
    properties: { icon: 'star', hue: 'ember' },
    async check(subject) {
      expect(await subject.texts('.tile-ember')).toHaveLength(1);
      await subject.set({ hue: 'quiet' });
      expect(await subject.texts('.tile-quiet')).toHaveLength(1);
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
      // Today is the fourth step: the sun waits behind its top, and comes up once the day is done.
      expect(await subject.style('.week-sun', 'bottom')).toBe('98px');
      expect(await subject.drawnBy('qj-avatar', 'width')).toEqual(['36px']);
      await subject.set({
        strip: week.map((day, index) => (index === 3 ? { ...day, state: 'done', points: null } : day)),
      });
      expect(await subject.style('.week-sun', 'bottom')).toBe('120px');
      expect(await subject.style('.week-stand', 'bottom')).toBe('100px');
      await subject.set({ strip: week.map((day) => ({ ...day, state: 'upcoming', points: null })) });
      expect(await subject.texts('.week-stand')).toEqual([]);
    },
  },
];
