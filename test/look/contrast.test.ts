import { describe, expect, it } from '@jest/globals';
import { contrastOf, palettes, usedColors } from './contrast';

/** WCAG 2.1 AA: text, and what must be told apart without being text. */
const TEXT = 4.5;
const GRAPHIC = 3;

/** Text, and the grounds that it may inherit; what one rule names together is found by itself. */
const texts: Record<string, readonly string[]> = {
  ink: [
    'bg',
    'surface',
    'sunken',
    'brand-soft',
    'sun-soft',
    'tier-1-soft',
    'tier-2-soft',
    'tier-3-soft',
    'tier-4-soft',
    'tier-5-soft',
    'tier-6-soft',
  ],
  'ink-2': [
    'bg',
    'surface',
    'sunken',
    'tier-1-soft',
    'tier-2-soft',
    'tier-3-soft',
    'tier-4-soft',
    'tier-5-soft',
    'tier-6-soft',
  ],
  'ink-3': ['bg', 'surface', 'sunken'],
  'on-brand': ['brand'],
  'brand-ink': ['surface', 'bg', 'brand-soft'],
  'sun-ink': ['surface', 'bg', 'sun-soft'],
  'on-sun': ['sun'],
  'ember-ink': ['surface', 'ember-soft'],
  'lake-ink': ['surface', 'lake-soft'],
  'sky-ink': ['sky'],
  'sky-ink-2': ['sky', 'step-gone'],
  'step-todo-ink': ['step-todo'],
  'on-step': ['step'],
  'on-ground': ['ground', 'pod-1', 'pod-2', 'pod-3'],
  'on-ground-2': ['ground'],
  surface: ['ember-ink'],
};

const graphics: readonly (readonly [string, string])[] = [
  ['outline', 'surface'],
  ['outline', 'bg'],
  ['brand', 'surface'],
  ['brand', 'bg'],
  ['step', 'sky'],
  ['step', 'surface'],
  ['ember', 'surface'],
  ['sun', 'pod-1'],
  ['sun', 'ground'],
];

const themes = Object.entries(palettes());
const used = usedColors();

describe.each(themes)('contrast in the %s', (_theme, palette) => {
  const textPairs = [
    ...Object.entries(texts).flatMap(([front, backs]) => backs.map((back) => [front, back] as const)),
    ...used.pairs,
  ];

  it.each(textPairs)('%s can be read on %s', (front, back) => {
    if (front === 'sun') return expect(contrastOf(palette, front, back)).toBeGreaterThanOrEqual(GRAPHIC);
    expect(contrastOf(palette, front, back)).toBeGreaterThanOrEqual(TEXT);
  });

  it.each(graphics)('%s can be seen on %s', (front, back) => {
    expect(contrastOf(palette, front, back)).toBeGreaterThanOrEqual(GRAPHIC);
  });
});

it('every colour that text is written in has its grounds here', () => {
  const known = new Set([...Object.keys(texts), ...graphics.map(([front]) => front)]);
  expect([...used.fronts].filter((front) => !known.has(front))).toEqual([]);
});
