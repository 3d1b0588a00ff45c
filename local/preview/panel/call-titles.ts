import type { CallName } from '../../wechat/call-names';

export const callTitles: Readonly<Record<CallName, string>> = {
  'wxacode.getUnlimited': '小程序码',
  'security.msgSecCheck': '文本内容安全',
  'security.mediaCheckAsync': '图片内容安全',
  'subscribeMessage.send': '发送订阅消息',
  'riskControl.getUserRiskRank': '用户安全等级',
  'auth.code2Session': '登录凭证校验',
  login: '登录',
  getGroupEnterInfo: '群聊信息',
  requestSubscribeMessage: '订阅授权',
  shareAppMessage: '转发卡片',
  requestPayment: '微信支付',
  requestVirtualPayment: '虚拟支付',
  '/xpay/query_order': '虚拟支付查单',
  '/xpay/notify_provide_goods': '虚拟支付发货',
  '/xpay/refund_order': '虚拟支付退款',
};

export const titleOfCall = (name: string): string =>
  (callTitles as Readonly<Record<string, string>>)[name] ?? name;
