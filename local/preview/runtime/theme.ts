import type { PhoneState } from '../address';
import type { AppConfig, Theme, ThemeVariables } from '../model';

/** Which look the address says; `system` is the browser's. */
export type AskedTheme = PhoneState['theme'];

/** A style sheet's questions for the look, answered as the address says: with a condition that always or never holds. */
export function answerTheme(css: string, asked: AskedTheme): string {
  if (asked === 'system') return css;
  return css.replace(/\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)/gi, (_, theme: string) =>
    theme.toLowerCase() === asked ? '(min-width: 0)' : '(max-width: 0)',
  );
}

/** Light or dark as the address or the browser says, for a mini program that takes part (`darkmode`). */
export class ThemeSource {
  private readonly query = window.matchMedia('(prefers-color-scheme: dark)');
  private readonly listeners = new Set<(theme: Theme) => void>();

  constructor(
    private readonly config: AppConfig,
    private readonly variables: ThemeVariables,
    private readonly asked: AskedTheme,
  ) {
    document.documentElement.dataset['theme'] = this.current;
    this.query.addEventListener('change', () => {
      if (asked !== 'system') return;
      document.documentElement.dataset['theme'] = this.current;
      for (const listener of this.listeners) listener(this.current);
    });
  }

  get current(): Theme {
    const isDark = this.asked === 'system' ? this.query.matches : this.asked === 'dark';
    return this.config.darkmode === true && isDark ? 'dark' : 'light';
  }

  onChange(listener: (theme: Theme) => void): void {
    this.listeners.add(listener);
  }

  offChange(listener?: (theme: Theme) => void): void {
    if (listener) this.listeners.delete(listener);
  }

  /** A value of the configuration: `@name` stands for a variable of `theme.json`. */
  resolve(value: string | undefined): string | undefined {
    return value?.startsWith('@') ? this.variables[this.current][value.slice(1)] : value;
  }
}
