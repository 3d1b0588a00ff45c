const call = async (action, input = {}) => {
  const { result } = await wx.cloud.callFunction({ name: 'probe', data: { action, input } });
  return result;
};

Page({
  data: { answer: '', code: '', facts: [], outTradeNo: '' },
  onShow() {
    this.refresh();
  },
  onShareAppMessage({ from }) {
    return {
      title: `来自${from === 'button' ? '按钮' : '菜单'}的邀请`,
      path: '/pages/welcome/welcome?scene=card-7',
    };
  },
  async refresh() {
    this.setData({ facts: await call('facts') });
  },
  /** Shows what came of it, or why nothing did. */
  async tell(work) {
    try {
      this.setData({ answer: await work() });
    } catch (error) {
      this.setData({ answer: error.errMsg ?? String(error) });
    }
    await this.refresh();
  },
  group() {
    return this.tell(async () => {
      const { code } = await wx.login();
      const { encryptedData, iv } = await wx.getGroupEnterInfo();
      return call('group', { code, encryptedData, iv });
    });
  },
  make() {
    return this.tell(async () => {
      const { fileID, refused } = await call('makeCode', { scene: 'team-42' });
      this.setData({ code: fileID ?? '' });
      return refused ?? fileID;
    });
  },
  scan() {
    return this.tell(async () => {
      const { path, result } = await wx.scanCode({});
      if (path) wx.navigateTo({ url: `/${path}` });
      return path ?? result;
    });
  },
  accept() {
    return this.tell(async () => {
      const { template } = getApp().globalData;
      return (await wx.requestSubscribeMessage({ tmplIds: [template] }))[template];
    });
  },
  remind() {
    return this.tell(async () => `errcode ${await call('remind')}`);
  },
  say({ detail }) {
    return this.tell(() => call('say', { text: detail.value.text }));
  },
  pay() {
    return this.tell(async () => {
      const { outTradeNo, payment } = await call('order');
      this.setData({ outTradeNo });
      return (await wx.requestPayment(payment)).errMsg;
    });
  },
  find() {
    return this.tell(() => call('findOrder', { outTradeNo: this.data.outTradeNo }));
  },
});
