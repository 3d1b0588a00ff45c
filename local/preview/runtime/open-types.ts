import type { BuiltinNode } from './builtin';

/** What a tap on `<button open-type>` does. */
export type OpenType = (button: BuiltinNode) => void;

let known: Readonly<Record<string, OpenType>> = {};

/** Says once what WeChat does for a button. */
export function provideOpenTypes(openTypes: Readonly<Record<string, OpenType>>): void {
  known = openTypes;
}

export const openTypeOf = (name: string): OpenType | undefined =>
  Object.hasOwn(known, name) ? known[name] : undefined;
