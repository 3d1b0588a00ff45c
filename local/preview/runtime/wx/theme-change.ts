import type { ThemeSource } from '../theme';
import type { Area } from './answer';

type Listener = (result: { theme: string }) => void;

export function themeChangeArea(source: ThemeSource): Area {
  const known = new Map<Listener, (theme: string) => void>();
  const off = (listener: Listener) => {
    source.offChange(known.get(listener));
    known.delete(listener);
  };
  return {
    onThemeChange: (listener: Listener) => {
      const tell = (theme: string) => listener({ theme });
      known.set(listener, tell);
      source.onChange(tell);
    },
    offThemeChange: (listener?: Listener) => (listener ? off(listener) : [...known.keys()].forEach(off)),
  };
}
