import { make } from './dom';

const maxCharacters = 20_000;

const textOf = (value: unknown): string => {
  const text = value === undefined ? '（没有）' : JSON.stringify(value, null, 2);
  return text.length > maxCharacters
    ? `${text.slice(0, maxCharacters)}\n…（共 ${text.length} 个字符）`
    : text;
};

/** Values behind a summary, written out only once somebody unfolds them. */
export function makeUnfolding(
  summary: HTMLElement,
  values: readonly (readonly [label: string, value: unknown])[],
): HTMLDetailsElement {
  const details = make('details', 'unfolding', summary);
  details.addEventListener(
    'toggle',
    () => {
      for (const [label, value] of values) {
        details.append(make('h3', '', label), make('pre', 'json', textOf(value)));
      }
    },
    { once: true },
  );
  return details;
}
