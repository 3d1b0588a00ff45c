import type { Builtin } from '../builtin';

/** Lays its children over the whole page, out of every box that would clip or move them. */
export const rootPortal: Builtin = {
  name: 'root-portal',
  properties: { enable: { type: Boolean, value: true } },
  wrapped: true,
  mount(node) {
    let content: Element | null = null;
    const place = () => {
      if (!content) return;
      const view = node.host.closest('.page-view');
      const target = node.flag('enable')
        ? (view?.querySelector(':scope > .page-portals') ?? node.host)
        : node.host;
      if (content.parentNode !== target) target.append(content);
    };
    node.watch(['enable'], place);
    node.onAttached(() => {
      content = node.host.firstElementChild;
      place();
    });
    node.onDetached(() => content?.remove());
  },
};
