import { TmplGroup } from 'glass-easel-template-compiler';
import type { Part } from './app-config';
import { builtinNames, syntaxNames } from './builtin-names';
import { BuildError, lineAt } from './error';
import type { Source } from './source';
import { requiredScripts, wxsGlobals, wxsMistake, wxsToJavaScript } from './wxs';

interface Diagnostic {
  isError: boolean;
  message: string;
  startLine: number;
}

/** Compiles the WXML and WXS of all parts into one JavaScript expression: path → template generator. */
export function compileTemplates(source: Source, parts: readonly Part[]): string {
  const group = new TmplGroup();
  group.setExtraRuntimeScript(wxsGlobals);
  const compiler = new TemplateCompiler(source, group);
  for (const part of parts) {
    compiler.addTemplate(part.path);
    for (const file of compiler.closure(part.path)) checkTags(source, file, part);
  }
  const code = group.getTmplGenObjectGroups();
  group.free();
  return code;
}

class TemplateCompiler {
  private readonly templates = new Map<string, readonly string[]>();
  private readonly scripts = new Set<string>();

  constructor(
    private readonly source: Source,
    private readonly group: TmplGroup,
  ) {}

  addTemplate(path: string): void {
    if (this.templates.has(path)) return;
    const file = `${path}.wxml`;
    const text = this.source.read(file);
    if (text === undefined) throw new BuildError(`there is no ${file}`, this.source.shown(file));
    const diagnostics = this.group.addTmpl(path, text) as Diagnostic[];
    const failure = diagnostics.find((diagnostic) => diagnostic.isError);
    if (failure) throw new BuildError(failure.message, this.source.shown(file), failure.startLine + 1);
    for (const name of this.group.getInlineScriptModuleNames(path) as string[]) {
      const inline = this.group.getInlineScript(path, name);
      const javascript = wxsToJavaScript(inline);
      this.check(javascript, file, lineAt(text, Math.max(0, text.indexOf(inline))));
      this.group.setInlineScript(path, name, javascript);
      this.addRequired(path, inline, file);
    }
    for (const script of this.group.getScriptDependencies(path) as string[]) this.addScript(script, file);
    const used = this.group.getDirectDependencies(path) as string[];
    this.templates.set(path, used);
    for (const other of used) {
      if (!this.source.exists(`${other}.wxml`)) {
        throw new BuildError(`there is no ${other}.wxml to import or include`, this.source.shown(file));
      }
      this.addTemplate(other);
    }
  }

  /** The template itself and everything that it imports or includes. */
  closure(path: string, seen = new Set<string>()): Set<string> {
    if (seen.has(path)) return seen;
    seen.add(path);
    for (const other of this.templates.get(path) ?? []) this.closure(other, seen);
    return seen;
  }

  /** The compiled templates ask for a script without its ending, a script asks for another with it. */
  private addScript(script: string, usedBy: string): void {
    const path = script.replace(/\.wxs$/, '');
    if (this.scripts.has(path)) return;
    this.scripts.add(path);
    const text = this.source.read(`${path}.wxs`);
    if (text === undefined) throw new BuildError(`there is no ${path}.wxs`, this.source.shown(usedBy));
    const javascript = wxsToJavaScript(text);
    this.check(javascript, `${path}.wxs`, 1);
    this.group.addScript(path, javascript);
    this.group.addScript(`${path}.wxs`, javascript);
    this.addRequired(path, text, `${path}.wxs`);
  }

  private check(javascript: string, file: string, firstLine: number): void {
    const mistake = wxsMistake(javascript);
    if (mistake) throw new BuildError(mistake.cause, this.source.shown(file), firstLine + mistake.line - 1);
  }

  private addRequired(from: string, text: string, usedBy: string): void {
    for (const reference of requiredScripts(text)) {
      const file = this.source.file(from, reference.endsWith('.wxs') ? reference : `${reference}.wxs`);
      if (file === undefined) throw new BuildError(`there is no ${reference}`, this.source.shown(usedBy));
      this.addScript(file, usedBy);
    }
  }
}

const token =
  /<!--[\s\S]*?-->|<wxs\b(?:[^>"']|"[^"]*"|'[^']*')*?(?:\/>|>[\s\S]*?<\/wxs>)|\{\{[\s\S]*?\}\}|<([a-zA-Z][\w-]*)((?:\{\{[\s\S]*?\}\}|"[^"]*"|'[^']*'|[^>"'])*)>/g;

/** Every tag must be a built-in, a syntax tag, or a component that the part declares. */
function checkTags(source: Source, path: string, part: Part): void {
  const text = source.read(`${path}.wxml`) ?? '';
  for (const match of text.matchAll(token)) {
    const tag = match[1];
    if (tag === undefined || builtinNames.has(tag) || syntaxNames.has(tag) || part.using.has(tag)) continue;
    if (part.config.componentGenerics && Object.hasOwn(part.config.componentGenerics, tag)) continue;
    throw new BuildError(
      `<${tag}> is neither a built-in of the preview nor in usingComponents`,
      source.shown(`${path}.wxml`),
      lineAt(text, match.index),
    );
  }
}
