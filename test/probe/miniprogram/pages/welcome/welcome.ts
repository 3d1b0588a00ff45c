Page({
  data: { scene: '', query: '', launch: 0 },
  onLoad(query) {
    const { scene } = wx.getEnterOptionsSync();
    this.setData({
      scene: decodeURIComponent(query.scene ?? ''),
      query: JSON.stringify(query),
      launch: scene,
    });
  },
});
