export interface Drag {
  start(x: number, y: number): boolean;
  /** Returns whether the movement is taken, so that nothing scrolls. */
  move(dx: number, dy: number): boolean;
  end(dx: number, dy: number): void;
}

/** Follows one finger or the mouse from an element on. */
export function followDrag(element: HTMLElement, drag: Drag): void {
  let from: { x: number; y: number } | undefined;
  let last = { x: 0, y: 0 };

  function begin(x: number, y: number): void {
    from = drag.start(x, y) ? { x, y } : undefined;
    last = { x, y };
  }

  function advance(x: number, y: number): boolean {
    last = { x, y };
    return from !== undefined && drag.move(x - from.x, y - from.y);
  }

  function finish(): void {
    if (from) drag.end(last.x - from.x, last.y - from.y);
    from = undefined;
  }

  element.addEventListener(
    'touchstart',
    ({ touches: [touch] }) => touch && begin(touch.clientX, touch.clientY),
    {
      passive: true,
    },
  );
  element.addEventListener(
    'touchmove',
    (event) => {
      const touch = event.touches[0];
      if (touch && advance(touch.clientX, touch.clientY) && event.cancelable) event.preventDefault();
    },
    { passive: false },
  );
  element.addEventListener('touchend', finish);
  element.addEventListener('touchcancel', finish);
  element.addEventListener('pointerdown', (event) => {
    if (event.pointerType !== 'mouse' || event.button !== 0) return;
    begin(event.clientX, event.clientY);
    const moved = (next: PointerEvent) => advance(next.clientX, next.clientY);
    const ended = () => {
      finish();
      window.removeEventListener('pointermove', moved);
      window.removeEventListener('pointerup', ended);
      window.removeEventListener('pointercancel', ended);
    };
    window.addEventListener('pointermove', moved);
    window.addEventListener('pointerup', ended);
    window.addEventListener('pointercancel', ended);
  });
}
