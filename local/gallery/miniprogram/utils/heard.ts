/** Vant hands on an event as the detail of its own, and its pickers hand themselves along: neither is JSON. */
function told(detail: Record<string, unknown>): string {
  if (detail !== null && typeof detail === 'object' && 'currentTarget' in detail) return '(event)';
  return JSON.stringify(detail, (key, value: unknown) => (key === 'picker' ? undefined : value));
}

/** Handlers that every page of the gallery has: they write down what a component told. */
export const heard = {
  /** `data-name` says which component it was. */
  heard({ type, detail, currentTarget }: GalleryEvent): void {
    getApp().globalData.log.push(`${String(currentTarget.dataset['name'])} ${type} ${told(detail)}`);
  },
  /** As above, and keeps `detail.value` under the component's name, as a page does. */
  keep(this: GalleryInstance, event: GalleryEvent): void {
    this.setData({ [String(event.currentTarget.dataset['name'])]: event.detail['value'] });
    heard.heard(event);
  },
};
