import vm from 'node:vm';

/**
 * Makes WXS plain JavaScript. In WXS `x.constructor` is the name of the type, and a string keeps the backslashes
 * of a pattern given to `getRegExp`.
 */
export function wxsToJavaScript(text: string): string {
  return text
    .replace(/\.constructor\b(?!\s*\.\s*name\b)/g, '.constructor.name')
    .replace(/getRegExp\(\s*(?:'[^'\n]*'|"[^"\n]*")/g, (call) => call.replace(/\\/g, '\\\\'));
}

/** Names that WXS knows and JavaScript does not. */
export const wxsGlobals =
  'var getRegExp=function(pattern,flags){return new RegExp(pattern,flags)};' +
  'var getDate=function(){return new (Function.prototype.bind.apply(Date,[null].concat([].slice.call(arguments))))};';

export function requiredScripts(text: string): string[] {
  return [...text.matchAll(/\brequire\(\s*(['"])(.+?)\1\s*\)/g)].map((match) => match[2] ?? '');
}

/** The line and cause of a mistake that keeps a script from being read at all. */
export function wxsMistake(javascript: string): { line: number; cause: string } | undefined {
  try {
    new vm.Script(javascript, { filename: 'script.wxs' });
    return undefined;
  } catch (error) {
    const { stack, message } = error as SyntaxError;
    return { line: Number(/^script\.wxs:(\d+)/.exec(stack ?? '')?.[1] ?? 1), cause: message };
  }
}
