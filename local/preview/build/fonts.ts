import fs from 'node:fs';
import path from 'node:path';

/** The Chinese font that style sheets name; machines without it get the one from the npm package under this name. */
export const fontAlias = 'PingFang SC';

const fontPackage = '@fontsource-variable/noto-sans-sc';

export function fontFolder(npmFolder: string): string {
  return path.join(npmFolder, fontPackage, 'files');
}

/** The font's slices under the alias, so that a browser fetches only those that a text needs. */
export function fontStyle(npmFolder: string, base: string): string {
  const css = fs.readFileSync(path.join(npmFolder, fontPackage, 'index.css'), 'utf8');
  return css
    .replace(/font-family:\s*'[^']*'/g, `font-family: "${fontAlias}"`)
    .replace(/url\(\.\/files\/([^)]+)\)/g, (_, file: string) => `url(${base}/${file})`);
}

/** Vant's icon font lies on a network address: the same font is in the package `@vant/icons`. */
export function vantIconFont(npmFolder: string, value: string): string {
  if (!value.includes('at.alicdn.com') || !value.includes('font_2553510')) return value;
  const less = fs.readFileSync(path.join(npmFolder, '@vant/icons/src/encode-woff2.less'), 'utf8');
  const data = /data:font\/woff2[^'")]+/.exec(less)?.[0];
  return data === undefined ? value : `url(${data}) format("woff2")`;
}
