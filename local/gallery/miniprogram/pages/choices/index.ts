import { heard } from '../../utils/heard';

Page({
  data: {
    fruits: ['苹果', '香蕉', '葡萄'],
    percent: 30,
    icons: [
      'success',
      'success_no_circle',
      'info',
      'warn',
      'waiting',
      'cancel',
      'clear',
      'download',
      'search',
    ],
  },
  ...heard,
  more(this: GalleryInstance) {
    this.setData({ percent: 80 });
  },
});
