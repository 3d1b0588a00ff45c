import { ordersCopy } from '../../copy/orders';

/** WeChat says itself that it was copied. */
export function copyText(data: string): void {
  wx.setClipboardData({ data }).catch(() => void wx.showToast({ title: ordersCopy.notCopied, icon: 'none' }));
}
