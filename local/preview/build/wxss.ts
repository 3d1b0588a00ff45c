import path from 'node:path';
import postcss, { type Container, type Declaration, type Root, type Rule } from 'postcss';
import selectorParser from 'postcss-selector-parser';
import { rewriteLengths } from '../lengths';
import { scopeMark } from '../model';
import { builtinNames } from './builtin-names';
import { BuildError } from './error';
import { fontAlias, vantIconFont } from './fonts';
import type { Source } from './source';

const cssFallbackFont = `"${fontAlias}"`;

/** Packages do not change while the process runs, so that what was made of them is kept. */
const packageStyles = new Map<string, string>();

/**
 * Compiles the WXSS of one part. `page` names the page whose element `page` means and to which the rules belong;
 * rules of the app belong to all.
 */
export function compileStyle(source: Source, part: string, kind: 'app' | 'page' | 'component'): string {
  if (!source.isNpm(part)) return build(source, part, kind);
  const file = source.real(part);
  const known = packageStyles.get(file);
  if (known !== undefined) return known;
  const css = build(source, part, kind);
  packageStyles.set(file, css);
  return css;
}

function build(source: Source, part: string, kind: 'app' | 'page' | 'component'): string {
  const root = parse(source, `${part}.wxss`);
  if (!root) return '';
  inlineImports(source, root, part, new Set([part]));
  root.walkDecls((declaration) => rewriteDeclaration(source, part, declaration));
  root.walkAtRules('media', (rule) => {
    rule.params = rewriteLengths(rule.params);
  });
  root.walkRules((rule) => {
    if (!insideKeyframes(rule)) rewriteRule(rule, part, kind);
  });
  return root.toString();
}

function parse(source: Source, file: string): Root | undefined {
  const text = source.read(file);
  if (text === undefined) return undefined;
  try {
    return postcss.parse(text, { from: source.real(file) });
  } catch (error) {
    if (!(error instanceof Error && error.name === 'CssSyntaxError')) throw error;
    const { reason, line } = error as Error & { reason: string; line?: number };
    throw new BuildError(reason, source.shown(file), line);
  }
}

function inlineImports(source: Source, root: Root, part: string, above: ReadonlySet<string>): void {
  root.walkAtRules('import', (rule) => {
    const reference = rule.params.replace(/^url\(/, '').replace(/^['"\s]+|['"\s);]+$/g, '');
    const file = source.file(part, reference);
    if (file === undefined) {
      throw new BuildError(
        `there is no ${reference} to import`,
        source.shown(`${part}.wxss`),
        rule.source?.start?.line,
      );
    }
    const imported = file.replace(/\.wxss$/, '');
    if (above.has(imported)) {
      rule.remove();
      return;
    }
    const nested = parse(source, file);
    if (!nested) return;
    inlineImports(source, nested, imported, new Set([...above, imported]));
    rule.replaceWith(nested.nodes);
  });
}

function rewriteDeclaration(source: Source, part: string, declaration: Declaration): void {
  if (insideFontFace(declaration)) {
    if (declaration.prop === 'src') declaration.value = vantIconFont(source.npmFolder, declaration.value);
    return;
  }
  if (/url\(\s*['"]?(?!['"]?(?:data:|https?:|\/\/|#))/.test(declaration.value)) {
    throw new BuildError(
      'WXSS cannot use a file of the mini program: use data: or https:, or an <image>',
      source.shown(`${path.posix.normalize(part)}.wxss`),
      declaration.source?.start?.line,
    );
  }
  declaration.value = rewriteLengths(declaration.value)
    .replace(/(-?\d*\.?\d+)vh\b/g, 'calc(var(--viewport-height) * $1 / 100)')
    .replace(/\b(?:env|constant)\(\s*(safe-area-inset-(?:top|bottom|left|right))/g, 'var(--$1');
  if (
    declaration.prop === 'font-family' &&
    !declaration.value.includes(fontAlias) &&
    !/^inherit$/.test(declaration.value)
  ) {
    declaration.value += `, ${cssFallbackFont}`;
  }
}

function rewriteRule(rule: Rule, part: string, kind: 'app' | 'page' | 'component'): void {
  const original = rule.selector;
  rule.selector = rewriteSelector(original, part, kind, 'wx-page');
  if (kind === 'component' || !/(^|,)\s*page\s*(,|$)/.test(original)) return;
  // The background of `page` fills the whole view, and what lies beside the page's element inherits its variables.
  const view = rule.cloneBefore({ selector: rewriteSelector('page', part, kind, '.page-view') });
  view.walkDecls((declaration) => {
    if (!/^(--|background|color$|font|line-height)/.test(declaration.prop)) declaration.remove();
  });
  if (view.nodes.length === 0) view.remove();
}

function rewriteSelector(
  selector: string,
  part: string,
  kind: 'app' | 'page' | 'component',
  page: string,
): string {
  return selectorParser((selectors) => {
    selectors.walkClasses((node) => {
      node.value = scopeMark + node.value;
    });
    selectors.walkTags((node) => {
      if (node.value === 'page') node.replaceWith(selectorParser.tag({ value: page }));
      else if (builtinNames.has(node.value)) node.value = `wx-${node.value}`;
    });
    selectors.walkPseudos((node) => {
      if (node.value === ':host') {
        node.replaceWith(selectorParser.tag({ value: `[wx-is="${part}"]` }));
      }
    });
    if (kind !== 'page') return;
    selectors.each((single) => {
      const owner = `:where([data-page="${part}"])`;
      const atView = page === '.page-view';
      single.prepend(selectorParser.tag({ value: atView ? owner : `${owner} ` }));
    });
  }).processSync(selector);
}

function insideKeyframes(rule: Rule): boolean {
  const parent = rule.parent as Container | undefined;
  return parent?.type === 'atrule' && /keyframes$/.test((parent as unknown as { name: string }).name);
}

function insideFontFace(declaration: Declaration): boolean {
  const parent = declaration.parent as Container | undefined;
  return parent?.type === 'atrule' && (parent as unknown as { name: string }).name === 'font-face';
}
