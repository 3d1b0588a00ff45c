App({
  globalData: { template: 'probe-weekly-report' },
  onLaunch() {
    wx.cloud.init({});
  },
});
