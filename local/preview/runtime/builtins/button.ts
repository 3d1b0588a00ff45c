import { reflect, type Builtin, type BuiltinNode } from '../builtin';
import { openTypeOf } from '../open-types';
import { refuse } from '../refuse';
import { addHover, hoverProperties } from './hover';
import { resetForm, submitForm } from './form';

function openButton(node: BuiltinNode, openType: string): void {
  const open = openTypeOf(openType) ?? refuse(`<button open-type="${openType}">`, node.component);
  open(node);
}

export const button: Builtin = {
  name: 'button',
  properties: {
    ...hoverProperties('button-hover', 20, 70),
    size: { type: String, value: 'default' },
    type: { type: String, value: 'default' },
    plain: Boolean,
    disabled: Boolean,
    loading: Boolean,
    formType: String,
    openType: String,
    lang: String,
    businessId: String,
    sessionFrom: String,
    sendMessageTitle: String,
    sendMessagePath: String,
    sendMessageImg: String,
    showMessageCard: Boolean,
    appParameter: String,
  },
  mount(node) {
    for (const property of ['size', 'type', 'plain', 'disabled', 'loading']) reflect(node, property);
    node.host.setAttribute('role', 'button');
    node.watch(['disabled'], () => node.host.setAttribute('aria-disabled', String(node.flag('disabled'))));
    addHover(node, 'button-hover');
    node.onTap(() => {
      if (node.flag('disabled')) return;
      const openType = node.text('openType');
      if (openType !== '') openButton(node, openType);
      const formType = node.text('formType');
      if (formType === 'submit') submitForm(node);
      else if (formType === 'reset') resetForm(node);
    });
  },
};
