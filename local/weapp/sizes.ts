import type { Emitted } from './emit';

const KB = 1024;
/** WeChat refuses a package above this. */
const RULE_BYTES = 2 * KB * KB;
/** What we allow ourselves, so that the first page is there at once on a poor network. */
const MAIN_BUDGET_BYTES = 450 * KB;
const SUBPACKAGE_BUDGET_BYTES = 250 * KB;

export interface PackageSize {
  readonly name: string;
  readonly bytes: number;
  readonly budgetBytes: number;
}

/** Each file counts for the subpackage in whose folder it lies, else for the main package. */
export function packageSizes({ files, subpackages }: Emitted): PackageSize[] {
  const bytes = new Map<string, number>([['', 0], ...subpackages.map((root): [string, number] => [root, 0])]);
  for (const [file, size] of files) {
    const root = subpackages.find((folder) => file.startsWith(`${folder}/`)) ?? '';
    bytes.set(root, (bytes.get(root) ?? 0) + size);
  }
  return [...bytes].map(([root, size]) => ({
    name: root === '' ? 'main package' : root,
    bytes: size,
    budgetBytes: root === '' ? MAIN_BUDGET_BYTES : SUBPACKAGE_BUDGET_BYTES,
  }));
}

export const isOver = ({ bytes, budgetBytes }: PackageSize): boolean =>
  bytes > Math.min(budgetBytes, RULE_BYTES);

export function sizeLine(size: PackageSize): string {
  const kb = (bytes: number) => `${(bytes / KB).toFixed(0)} KB`;
  const line = `${size.name.padEnd(24)} ${kb(size.bytes).padStart(8)}  budget ${kb(size.budgetBytes)}, rule ${kb(RULE_BYTES)}`;
  return isOver(size) ? `${line}  OVER` : line;
}
