import { make, makeButton } from '../dom';
import { Wheel } from './wheel';

/** What a picker offers, whatever its mode. */
export interface PickerModel {
  columns(): string[][];
  /** For each column, which of its items is chosen. */
  selected(): number[];
  /** A wheel was turned; the columns behind it may be others now. */
  turn(column: number, index: number): void;
  /** What `change` tells. */
  detail(): { value: unknown } & Record<string, unknown>;
}

export interface SheetParts {
  title: string;
  onTurn: (column: number, index: number) => void;
  onConfirm: () => void;
  onCancel: () => void;
}

export interface Sheet {
  /** Shows the model as it is now. */
  refresh(): void;
  close(): void;
}

export function openPickerSheet(overlay: Element, model: PickerModel, parts: SheetParts): Sheet {
  const wheels: Wheel[] = [];
  const row = make('div', 'picker-sheet-wheels');
  const refresh = () => {
    const columns = model.columns();
    const selected = model.selected();
    while (wheels.length < columns.length) {
      const column = wheels.length;
      const wheel = new Wheel((index) => parts.onTurn(column, index));
      wheels.push(wheel);
      row.append(wheel.element);
    }
    wheels.splice(columns.length).forEach((wheel) => wheel.element.remove());
    wheels.forEach((wheel, column) => wheel.show(columns[column] ?? [], selected[column] ?? 0));
  };
  const close = () => layer.remove();
  const finish = (tell: () => void) => () => {
    close();
    tell();
  };
  const head = make(
    'div',
    'picker-sheet-head',
    makeButton('picker-sheet-cancel', '', finish(parts.onCancel), '取消'),
    make('span', 'picker-sheet-title', parts.title),
    makeButton('picker-sheet-confirm', '', finish(parts.onConfirm), '确定'),
  );
  const sheet = make('div', 'picker-sheet', head, row);
  sheet.setAttribute('role', 'dialog');
  const layer = make('div', 'phone-mask phone-mask-bottom', sheet);
  layer.addEventListener('click', (event) => {
    if (event.target === layer) finish(parts.onCancel)();
  });
  overlay.append(layer);
  refresh();
  return { refresh, close };
}
