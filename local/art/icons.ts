import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Icons take the text's colour, so they are masks: run `node --import tsx local/art/icons.ts` after a drawing changed. */
const drawings = path.join(__dirname, 'icons');
const folder = path.join(__dirname, '../../miniprogram/components/icon');

/** A drawing as an address that fits into double quotes. */
function addressOf(svg: string): string {
  const safe = svg
    .trim()
    .replace(/"/g, "'")
    .replace(/[<>#%]/g, (sign) => encodeURIComponent(sign));
  return `data:image/svg+xml,${safe}`;
}

const frame = `/* Made by local/art/icons.ts from the drawings in local/art/icons. */
:host {
  display: inline-flex;
  flex: none;
}

.icon {
  /* stylelint-disable-next-line property-no-vendor-prefix -- the only name that older WebViews know */
  -webkit-mask: var(--icon) center / contain no-repeat;
  mask: var(--icon) center / contain no-repeat;
  background: currentcolor;
}
`;

function makeIcons(): void {
  const names = readdirSync(drawings).map((file) => path.basename(file, '.svg'));
  const rules = names.map((name) => {
    const svg = readFileSync(path.join(drawings, `${name}.svg`), 'utf8');
    return `\n.icon-${name} {\n  --icon: url("${addressOf(svg)}");\n}\n`;
  });
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'index.wxss'), frame + rules.join(''));
}

makeIcons();
