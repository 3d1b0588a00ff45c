import type { OpenType } from '../open-types';
import { openSheet, sheetCancel, sheetItem } from '../sheet';
import { chooseFiles } from './choose';
import { Failure } from './answer';
import type { Privacy } from './privacy';

const sizePx = 132;

/** A picture for the member whom this phone plays: the same member has the same. */
function drawAvatar(openid: string): Promise<string> {
  const canvas = Object.assign(document.createElement('canvas'), { width: sizePx, height: sizePx });
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser draws nothing');
  const hue = [...openid].reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) % 360, 7);
  context.fillStyle = `hsl(${hue} 45% 62%)`;
  context.fillRect(0, 0, sizePx, sizePx);
  context.fillStyle = '#fff';
  context.beginPath();
  context.arc(sizePx / 2, sizePx * 0.4, sizePx * 0.18, 0, 2 * Math.PI);
  context.arc(sizePx / 2, sizePx * 1.02, sizePx * 0.36, 0, 2 * Math.PI);
  context.fill();
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) =>
      blob ? resolve(URL.createObjectURL(blob)) : reject(new Error('the avatar was not drawn')),
    );
  });
}

function chooseAvatar(overlay: HTMLElement, openid: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const finish = (make: () => Promise<string>) => () => {
      close();
      make().then(resolve, reject);
    };
    const cancel = finish(() => Promise.reject(new Failure('cancel')));
    const fromFile = async () => {
      const [file] = await chooseFiles('image/*', 1);
      if (!file) throw new Failure('cancel');
      return URL.createObjectURL(file);
    };
    const close = openSheet(
      overlay,
      '选择头像',
      cancel,
      sheetItem(
        '用微信头像',
        finish(() => drawAvatar(openid)),
      ),
      sheetItem('从相册选择', finish(fromFile)),
      sheetCancel(cancel),
    );
  });
}

/** `<button open-type="chooseAvatar">`: who takes no picture, or gives no consent, hears nothing of it. */
export function avatarButton(overlay: HTMLElement, openid: string, privacy: Privacy): OpenType {
  return (button) => {
    privacy
      .need('button.chooseAvatar')
      .then(() => chooseAvatar(overlay, openid))
      .then(
        (avatarUrl) => button.emit('chooseavatar', { avatarUrl }),
        ({ message }: Error) => console.info(`chooseAvatar:fail ${message}`),
      );
  };
}
