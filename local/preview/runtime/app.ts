/** The mini program's `App(…)` object and what the framework tells it. */
export class AppInstance {
  private instance: Record<string, unknown> = {};

  readonly App = (definition: Record<string, unknown>): void => {
    this.instance = definition;
  };

  readonly getApp = (): Record<string, unknown> => this.instance;

  call(name: string, ...args: unknown[]): void {
    const method = this.instance[name];
    if (typeof method !== 'function') return;
    try {
      (method as (...values: unknown[]) => unknown).apply(this.instance, args);
    } catch (error) {
      window.reportError(error);
    }
  }
}
