import { make, makeButton, setText, type Child } from './dom';

export interface Option<Value extends string = string> {
  readonly value: Value;
  readonly text: string;
}

let groups = 0;

/** One of a few, side by side: native radio buttons, and so with the keys that everybody knows. */
export class Segments<Value extends string> {
  readonly element: HTMLElement;
  private readonly inputs: HTMLInputElement[];

  constructor(label: string, options: readonly Option<Value>[], onChoose: (value: Value) => void) {
    const name = `segments-${groups++}`;
    this.inputs = options.map(({ value }) => {
      const input = make('input');
      Object.assign(input, { type: 'radio', name, value });
      input.addEventListener('change', () => onChoose(value));
      return input;
    });
    const labels = options.map(({ text }, index) =>
      make('label', 'segment', this.inputs[index] ?? '', make('span', '', text)),
    );
    const row = make('div', 'segments', ...labels);
    row.setAttribute('role', 'radiogroup');
    row.setAttribute('aria-label', label);
    this.element = make('div', 'field', make('span', 'field-name', label), row);
  }

  show(value: Value): void {
    for (const input of this.inputs) input.checked = input.value === value;
  }
}

export class Switch {
  readonly element: HTMLLabelElement;
  private readonly input = make('input');
  private readonly name = make('span', 'switch-name');

  constructor(label: string, onToggle: (isOn: boolean) => void) {
    this.input.type = 'checkbox';
    this.input.setAttribute('role', 'switch');
    this.input.addEventListener('change', () => onToggle(this.input.checked));
    this.name.textContent = label;
    this.element = make('label', 'switch', this.name, this.input, make('i'));
  }

  show(isOn: boolean, label?: string): void {
    this.input.checked = isOn;
    if (label !== undefined) setText(this.name, label);
  }
}

/** A list to choose from that may change while it is open: its options are made anew only when they are others. */
export class Choice {
  readonly element = make('select');
  private shown = '';

  constructor(label: string, onChoose: () => void = () => undefined) {
    this.element.setAttribute('aria-label', label);
    this.element.addEventListener('change', onChoose);
  }

  get value(): string {
    return this.element.value;
  }

  show(options: readonly Option[], value = this.element.value): void {
    const text = JSON.stringify(options);
    if (text !== this.shown) {
      this.shown = text;
      this.element.replaceChildren(...options.map((option) => new Option(option.text, option.value)));
    }
    const wanted = options.some((option) => option.value === value) ? value : options[0]?.value;
    if (wanted !== undefined) this.element.value = wanted;
  }
}

export const makeField = (label: string, ...controls: Child[]): HTMLElement =>
  make('label', 'field', make('span', 'field-name', label), ...controls);

export function makeInput(type: string, placeholder = ''): HTMLInputElement {
  const input = make('input', 'input');
  Object.assign(input, { type, placeholder, autocomplete: 'off', spellcheck: false });
  return input;
}

/** What came of an action, beside it. A refusal is read out at once. */
export class Outcome {
  readonly element = make('p', 'outcome');

  constructor() {
    this.element.setAttribute('role', 'status');
  }

  say(text: string): void {
    this.write(text, 'done');
  }

  refuse(text: string): void {
    this.write(text, 'refused');
  }

  clear(): void {
    this.write('', 'done');
  }

  private write(text: string, kind: string): void {
    this.element.dataset['kind'] = kind;
    setText(this.element, text);
  }
}

/** Enter in a field does the same as the button. */
export function makeForm(onSubmit: () => void, ...children: Child[]): HTMLFormElement {
  const form = make('form', 'form', ...children);
  form.noValidate = true;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    onSubmit();
  });
  return form;
}

export function makeSubmit(text: string): HTMLButtonElement {
  const button = make('button', 'action', text);
  button.type = 'submit';
  return button;
}

export const makeCard = (title: string, ...children: Child[]): HTMLElement =>
  make('section', 'card', make('h2', '', title), ...children);

export const makeAction = (text: string, onClick: () => void): HTMLButtonElement =>
  makeButton('action', onClick, text);

/** For what lies in a row of a list. */
export const makeSmall = (text: string, onClick: () => void): HTMLButtonElement =>
  makeButton('action small', onClick, text);

export const makeHint = (text: string): HTMLElement => make('p', 'hint', text);
