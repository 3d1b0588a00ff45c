import { inviteCopy } from '../../../copy/invite';

const SCOPE = 'scope.writePhotosAlbum';

const say = (title: string): void => void wx.showToast({ title, icon: 'none' });

/** Saves a picture to the phone's album. Who once said no is told where to say yes; who steps back is left alone. */
export async function saveToAlbum(filePath: string): Promise<void> {
  try {
    await wx.saveImageToPhotosAlbum({ filePath });
    say(inviteCopy.saved);
  } catch (error) {
    const { errMsg = '' } = error as { readonly errMsg?: string };
    if (/auth\s?den/i.test(errMsg)) return askForPermission(filePath);
    if (!/cancel|privacy/i.test(errMsg)) say(inviteCopy.saveFailed);
  }
}

async function askForPermission(filePath: string): Promise<void> {
  const { confirm } = await wx.showModal({
    title: inviteCopy.deniedTitle,
    content: inviteCopy.deniedLine,
    confirmText: inviteCopy.deniedAction,
    cancelText: inviteCopy.deniedCancel,
  });
  if (!confirm) return;
  const { authSetting } = await wx.openSetting();
  if (authSetting[SCOPE]) await saveToAlbum(filePath);
}
