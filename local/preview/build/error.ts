/** A mistake in the mini program that keeps it from being built: says where and what. */
export class BuildError extends Error {
  override readonly name = 'BuildError';

  constructor(
    override readonly cause: string,
    readonly file: string,
    readonly line?: number,
  ) {
    super(`${file}${line === undefined ? '' : `:${line}`} ${cause}`);
  }
}

export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let index = text.indexOf('\n'); index !== -1 && index < offset; index = text.indexOf('\n', index + 1))
    line++;
  return line;
}

export function lineOf(text: string, needle: string): number {
  return lineAt(text, Math.max(0, text.indexOf(needle)));
}
