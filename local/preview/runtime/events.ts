import { listensToLongPress } from './backend';
import { elementOf, glassEasel } from './framework';

export interface TouchPoint {
  identifier: number;
  pageX: number;
  pageY: number;
  clientX: number;
  clientY: number;
  force: number;
}

interface Position {
  identifier: number;
  clientX: number;
  clientY: number;
}

const longPressAfterMs = 350;
const tapDistance = 10;
const mouseIdentifier = 0;

/** Sends an event as WeChat's base library does: it bubbles, crosses components, and has a capture phase. */
function send(
  target: EventTarget | null,
  type: string,
  detail: unknown,
  fields: Record<string, unknown>,
): boolean {
  const element = elementOf(target as Node | null);
  if (!element) return false;
  const event = new glassEasel.Event(type, detail, {
    bubbles: true,
    composed: true,
    capturePhase: true,
    extraFields: fields,
  });
  glassEasel.Event.dispatchEvent(element, event);
  return event.defaultPrevented();
}

/** A point as the page sees it: from the corner of the page's view, and from the top of its content. */
function pointIn(target: EventTarget | null, position: Position): TouchPoint {
  const view = target instanceof Element ? target.closest('.page-view') : null;
  const rect = view?.getBoundingClientRect();
  const clientX = position.clientX - (rect?.left ?? 0);
  const clientY = position.clientY - (rect?.top ?? 0);
  const scrolled = view?.querySelector('.page-scroller')?.scrollTop ?? 0;
  const { identifier } = position;
  return { identifier, clientX, clientY, pageX: clientX, pageY: clientY + scrolled, force: 1 };
}

function sendAt(
  target: EventTarget | null,
  type: string,
  point: TouchPoint,
  receiver: EventTarget | null = target,
): void {
  send(receiver, type, { x: point.pageX, y: point.pageY }, { touches: [point], changedTouches: [point] });
}

/** A disabled button takes no tap; what lies around it does. */
function tapTarget(target: EventTarget | null): Node | null {
  if (!(target instanceof Node)) return null;
  const element = target instanceof Element ? target : target.parentElement;
  return element?.closest('wx-button[disabled]')?.parentNode ?? target;
}

/** Where a finger or the mouse went down: tells a tap from a long press and from a drag. */
class Press {
  private from: Position | undefined;
  private timer = 0;
  private long = false;

  begin(target: EventTarget | null, position: Position): void {
    this.end();
    this.from = position;
    this.long = false;
    this.timer = window.setTimeout(() => {
      if (!listensToLongPress(target as Node | null)) return;
      this.long = true;
      const point = pointIn(target, position);
      sendAt(target, 'longpress', point);
      sendAt(target, 'longtap', point);
    }, longPressAfterMs);
  }

  move(position: Position): void {
    if (this.isFar(position)) this.end();
  }

  end(): void {
    window.clearTimeout(this.timer);
  }

  /** Whether the click that ends this press is a tap. A click made by a program or a key always is. */
  isTap(click: MouseEvent): boolean {
    const tap = click.detail === 0 || !(this.long || this.isFar({ ...position(click), identifier: 0 }));
    this.from = undefined;
    this.long = false;
    return tap;
  }

  private isFar({ clientX, clientY }: Position): boolean {
    const { from } = this;
    if (!from) return false;
    return Math.max(Math.abs(clientX - from.clientX), Math.abs(clientY - from.clientY)) > tapDistance;
  }
}

function position(event: MouseEvent): Position {
  return { identifier: mouseIdentifier, clientX: event.clientX, clientY: event.clientY };
}

function listenToTouch(press: Press): void {
  for (const type of ['touchstart', 'touchmove', 'touchend', 'touchcancel'] as const) {
    document.addEventListener(
      type,
      (event) => {
        const first = event.changedTouches[0];
        if (type === 'touchstart' && first) press.begin(event.target, first);
        else if (type === 'touchmove' && first) press.move(first);
        else press.end();
        const points = (list: TouchList) => Array.from(list, (touch) => pointIn(event.target, touch));
        const fields = { touches: points(event.touches), changedTouches: points(event.changedTouches) };
        if (send(event.target, type, {}, fields) && event.cancelable) event.preventDefault();
      },
      { passive: false },
    );
  }
}

/** The mouse is one finger. What a browser makes of a finger for old pages is no mouse. */
function listenToMouse(press: Press): void {
  let target: EventTarget | null = null;
  const tell = (type: string, event: PointerEvent, held: boolean) => {
    const point = pointIn(target, position(event));
    send(target, type, {}, { touches: held ? [point] : [], changedTouches: [point] });
  };
  const finish = (type: string) => (event: PointerEvent) => {
    if (event.pointerType !== 'mouse' || !target) return;
    press.end();
    tell(type, event, false);
    target = null;
  };
  document.addEventListener('pointerdown', (event) => {
    if (event.pointerType !== 'mouse' || event.button !== 0) return;
    target = event.target;
    press.begin(target, position(event));
    tell('touchstart', event, true);
  });
  document.addEventListener('pointermove', (event) => {
    if (event.pointerType !== 'mouse' || !target) return;
    press.move(position(event));
    tell('touchmove', event, true);
  });
  document.addEventListener('pointerup', finish('touchend'));
  document.addEventListener('pointercancel', finish('touchcancel'));
}

/** Turns the document's input into WeChat's events. A tap comes from `click` alone, so that it comes once. */
export function listenToInput(): void {
  const press = new Press();
  listenToTouch(press);
  listenToMouse(press);
  document.addEventListener('click', (event) => {
    if (press.isTap(event)) {
      sendAt(event.target, 'tap', pointIn(event.target, position(event)), tapTarget(event.target));
    }
  });
  for (const type of ['transitionend', 'animationstart', 'animationiteration', 'animationend'] as const) {
    document.addEventListener(type, (event) =>
      send(event.target, type, { elapsedTime: event.elapsedTime }, {}),
    );
  }
}
