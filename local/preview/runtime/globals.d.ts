import type { BuiltApp } from '../model';

declare global {
  interface StartedPreview {
    built: BuiltApp;
    /** Path → generator of its template. */
    templates: Record<string, unknown>;
    /** Path → evaluation of its script. */
    modules: Record<string, () => void>;
  }

  function startPreview(preview: StartedPreview): void;
  const wx: Record<string, unknown>;
}
