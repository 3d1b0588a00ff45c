import type { Area } from './answer';

type Listener = (value: unknown) => void;

/** Listeners of the mini program's going to the background and coming back. */
export class Lifecycle {
  private readonly listeners = { show: new Set<Listener>(), hide: new Set<Listener>() };

  area(): Area {
    const { show, hide } = this.listeners;
    return {
      onAppShow: (listener: Listener) => void show.add(listener),
      offAppShow: (listener: Listener) => void show.delete(listener),
      onAppHide: (listener: Listener) => void hide.add(listener),
      offAppHide: (listener: Listener) => void hide.delete(listener),
    };
  }

  tell(event: 'show' | 'hide', value: unknown): void {
    for (const listener of this.listeners[event]) listener(value);
  }
}
