import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import postcss, { type Container, type Rule } from 'postcss';

const miniprogram = path.join(__dirname, '../../miniprogram');

/** Tokens by name, without their `--qj-`. */
export type Palette = Readonly<Record<string, string>>;

const HEX = /^#[0-9a-f]{6}$/i;
const VEIL = /^rgba\((\d+), (\d+), (\d+), ([\d.]+)\)$/;

/** What a token that lets its ground through lies on. */
const GROUNDS: Palette = { veil: 'ground' };

const TOKEN = /^var\(--qj-([\w-]+)\)$/;

/** The colours of both themes, as the style sheet has them. */
export function palettes(): { readonly light: Palette; readonly dark: Palette } {
  const sheet = postcss.parse(readFileSync(path.join(miniprogram, 'styles/tokens.wxss'), 'utf8'));
  const colorsIn = (container: Container): Palette => {
    const colors: Record<string, string> = {};
    container.each((node) => {
      if (node.type !== 'rule' || node.selector !== 'page') return;
      node.walkDecls(/^--qj-/, ({ prop, value }) => {
        if (HEX.test(value) || VEIL.test(value)) colors[prop.slice('--qj-'.length)] = value;
      });
    });
    return colors;
  };
  const light = colorsIn(sheet);
  let dark = light;
  sheet.walkAtRules('media', (rule) => {
    if (rule.params.includes('dark')) dark = { ...light, ...colorsIn(rule) };
  });
  return { light, dark };
}

/** The luminance of WCAG 2.1. */
function luminanceOf(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The colour as it is seen, with its ground where it lets that through. */
function solidOf(palette: Palette, name: string): string {
  const color = palette[name];
  if (!color) throw new Error(`there is no --qj-${name}`);
  const veil = VEIL.exec(color);
  if (!veil) return color;
  const under = solidOf(palette, GROUNDS[name] ?? '');
  const opacity = Number(veil[4]);
  const parts = [1, 2, 3].map((index) => {
    const below = Number.parseInt(under.slice(2 * index - 1, 2 * index + 1), 16);
    return Math.round(Number(veil[index]) * opacity + below * (1 - opacity));
  });
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

/** 1 to 21. */
export function contrastOf(palette: Palette, front: string, back: string): number {
  const [light = 0, dark = 0] = [front, back]
    .map((name) => {
      return luminanceOf(solidOf(palette, name));
    })
    .sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

export interface UsedColors {
  /** Rules that name both: a text and the ground that it stands on. */
  readonly pairs: readonly (readonly [front: string, back: string])[];
  /** Every token that some text is written in. */
  readonly fronts: ReadonlySet<string>;
}

/** What the app's own style sheets write text in. */
export function usedColors(): UsedColors {
  const pairs = new Map<string, readonly [string, string]>();
  const fronts = new Set<string>();
  for (const file of readdirSync(miniprogram, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.wxss')) continue;
    postcss.parse(readFileSync(path.join(miniprogram, file), 'utf8')).walkRules((rule) => {
      const front = tokenOf(rule, 'color');
      const back = tokenOf(rule, 'background');
      if (front) fronts.add(front);
      if (front && back) pairs.set(`${front} ${back}`, [front, back]);
    });
  }
  return { pairs: [...pairs.values()], fronts };
}

function tokenOf(rule: Rule, property: string): string | undefined {
  let token: string | undefined;
  rule.each((node) => {
    if (node.type === 'decl' && node.prop === property) token = TOKEN.exec(node.value)?.[1];
  });
  return token;
}
