import type { Builtin, BuiltinNode } from '../builtin';
import { multiSelectorModel, selectorModel } from '../picker/lists';
import { loadRegions, regionModel } from '../picker/region';
import { openPickerSheet, type PickerModel, type Sheet } from '../picker/sheet';
import { dateModel, timeModel } from '../picker/times';
import { refuse } from '../refuse';
import { addFormControl } from './form';

async function modelOf(node: BuiltinNode): Promise<PickerModel> {
  const mode = node.text('mode');
  const range = { range: () => node.value('range'), rangeKey: () => node.text('rangeKey') };
  const [value, start, end] = [node.value('value'), node.value('start'), node.value('end')];
  if (mode === 'selector') return selectorModel(range, value);
  if (mode === 'multiSelector') return multiSelectorModel(range, value);
  if (mode === 'time') return timeModel(value, start, end);
  if (mode === 'date') return dateModel(value, start, end, node.text('fields'));
  if (mode === 'region')
    return regionModel(await loadRegions(), value, node.text('customItem'), node.text('level'));
  return refuse(`<picker mode="${mode}">`, node.component);
}

class PickerControl {
  private sheet: Sheet | undefined;
  private model: PickerModel | undefined;

  constructor(private readonly node: BuiltinNode) {}

  async open(): Promise<void> {
    const { node } = this;
    const model = await modelOf(node);
    const overlay = document.querySelector('.phone-overlay');
    if (!overlay || this.sheet) return;
    this.model = model;
    this.sheet = openPickerSheet(overlay, model, {
      title: node.text('headerText'),
      onTurn: (column, value) => {
        model.turn(column, value);
        this.sheet?.refresh();
        if (node.text('mode') === 'multiSelector') node.emit('columnchange', { column, value });
      },
      onConfirm: () => {
        this.sheet = undefined;
        const detail = model.detail();
        node.change('value', detail.value);
        node.emit('change', detail);
      },
      onCancel: () => {
        this.sheet = undefined;
        node.emit('cancel', {});
      },
    });
  }

  /** The page changes what is offered while the wheels turn. */
  follow(): void {
    const { node, model } = this;
    if (!this.sheet || !model) return;
    const value: unknown = node.value('value');
    if (node.text('mode') === 'multiSelector' && Array.isArray(value))
      value.forEach((index: unknown, column) => model.turn(column, Number(index)));
    this.sheet.refresh();
  }

  close(): void {
    this.sheet?.close();
    this.sheet = undefined;
  }
}

export const picker: Builtin = {
  name: 'picker',
  properties: {
    mode: { type: String, value: 'selector' },
    disabled: Boolean,
    name: String,
    headerText: String,
    range: { type: Array, value: [] },
    rangeKey: String,
    value: { type: null, value: 0 },
    start: String,
    end: String,
    fields: { type: String, value: 'day' },
    customItem: String,
    level: { type: String, value: 'region' },
  },
  mount(node) {
    const control = new PickerControl(node);
    node.host.setAttribute('aria-haspopup', 'dialog');
    node.watch(['range', 'value'], () => control.follow());
    node.onTap(() => {
      if (node.flag('disabled')) return;
      control.open().catch((error: unknown) => window.reportError(error));
    });
    node.onDetached(() => control.close());
    addFormControl(node, {
      name: () => node.text('name'),
      value: () => node.value('value'),
      reset: () => node.change('value', node.text('mode') === 'selector' ? 0 : ''),
    });
  },
};
