import type { AppConfig, Theme, ThemeVariables } from '../model';

/** Light or dark as the browser says, for a mini program that takes part (`darkmode`). */
export class ThemeSource {
  private readonly query = window.matchMedia('(prefers-color-scheme: dark)');
  private readonly listeners = new Set<(theme: Theme) => void>();

  constructor(
    private readonly config: AppConfig,
    private readonly variables: ThemeVariables,
  ) {
    document.documentElement.dataset['theme'] = this.current;
    this.query.addEventListener('change', () => {
      document.documentElement.dataset['theme'] = this.current;
      for (const listener of this.listeners) listener(this.current);
    });
  }

  get current(): Theme {
    return this.config.darkmode === true && this.query.matches ? 'dark' : 'light';
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
