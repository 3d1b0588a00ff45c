import { scopeMark, type BuiltApp } from '../model';
import { PhoneBackend } from './backend';
import { defineBuiltin } from './builtin';
import { builtins } from './builtins';
import { glassEasel, MiniProgramEnv, type AssociatedBackend, type CodeSpace } from './framework';
import { answerTheme, type AskedTheme } from './theme';

const sharing = new Set<string | undefined>(['shared', 'page-shared']);

type StaticConfig = Parameters<CodeSpace['addComponentStaticConfig']>[1];
type Template = Parameters<CodeSpace['addCompiledTemplate']>[1];

/** Only now is known whether a component's classes are its own: its script may say so, too. */
function styleOf(codeSpace: CodeSpace, built: BuiltApp, path: string): string {
  if (path === 'app') return built.appCss.replaceAll(scopeMark, '');
  const css = built.components.find((component) => component.path === path)?.css ?? '';
  const isolation = codeSpace.getComponentStaticConfig(path)?.styleIsolation;
  const shared = sharing.has(isolation) || (isolation === undefined && built.pages.includes(path));
  return css.replaceAll(scopeMark, shared ? '' : `${codeSpace.getStyleScopeName(path) ?? ''}--`);
}

/** Registers built-ins, templates and styles with the framework: what scripts then define finds them. */
export function prepareCodeSpace(
  built: BuiltApp,
  templates: Record<string, unknown>,
  theme: AskedTheme,
): { codeSpace: CodeSpace; backend: AssociatedBackend } {
  // A component may have a property `dataset` (van-button has): fields must not become those of the node.
  Object.assign(glassEasel.globalOptions, { writeFieldsToNode: false, writeIdToDOM: true });
  const environment = new MiniProgramEnv();
  const codeSpace = environment.createCodeSpace('', true);
  for (const builtin of builtins) defineBuiltin(codeSpace, builtin);
  codeSpace.addStyleSheet('app', 'app');
  built.components.forEach(({ path, config }, index) => {
    // A page takes the app's styles, also when it is written with Component().
    const component = !built.pages.includes(path);
    codeSpace.addComponentStaticConfig(path, { ...config, component } as StaticConfig);
    codeSpace.addStyleSheet(path, path, `c${index}`);
    codeSpace.addCompiledTemplate(path, { groupList: templates, content: templates[path] } as Template);
  });
  const backend = environment.associateBackend(
    new PhoneBackend((path) => answerTheme(styleOf(codeSpace, built, path), theme)),
  );
  return { codeSpace, backend };
}
