Page({
  data: {
    pages: [
      { path: 'fields', name: '文字与输入' },
      { path: 'choices', name: '选择与进度' },
      { path: 'pickers', name: '选择器' },
      { path: 'scrolling', name: '滚动与轮播' },
      { path: 'media', name: '图像与影片' },
      { path: 'vant', name: 'Vant 全部组件' },
      { path: 'own', name: '自己的组件' },
    ],
  },
});
