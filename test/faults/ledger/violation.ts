/** Something that must never be, and was. */
export class Violation extends Error {}

export function must(holds: boolean, invariant: string, detail: () => string): void {
  if (!holds) throw new Violation(`${invariant}: ${detail()}`);
}
