import { heard } from '../../utils/heard';

Page({
  data: {
    rows: Array.from({ length: 20 }, (_, index) => index),
    slides: ['甲', '乙', '丙', '丁'],
    refreshing: false,
    current: 0,
    container: false,
  },
  ...heard,
  refresh(this: GalleryInstance, event: GalleryEvent) {
    heard.heard(event);
    this.setData({ refreshing: true });
    setTimeout(() => this.setData({ refreshing: false }), 400);
  },
  open(this: GalleryInstance) {
    this.setData({ container: true });
  },
  left(this: GalleryInstance, event: GalleryEvent) {
    heard.heard(event);
    this.setData({ container: false });
  },
});
