import { reflect, type Builtin } from '../builtin';
import { mediaAddress } from '../media';
import { refuse } from '../refuse';

const modes = new Set([
  'scaleToFill',
  'aspectFit',
  'aspectFill',
  'widthFix',
  'heightFix',
  'top',
  'bottom',
  'center',
  'left',
  'right',
  'top left',
  'top right',
  'bottom left',
  'bottom right',
]);

/** Scales and crops as WeChat does; `widthFix` and `heightFix` take the missing length from the picture. */
export const image: Builtin = {
  name: 'image',
  properties: {
    src: String,
    mode: { type: String, value: 'scaleToFill' },
    lazyLoad: Boolean,
    showMenuByLongpress: Boolean,
    webp: Boolean,
    fadeIn: Boolean,
  },
  mount(node) {
    const picture = document.createElement('img');
    picture.draggable = false;
    picture.alt = '';
    node.host.append(picture);
    picture.addEventListener('load', () => {
      picture.hidden = false;
      node.emit('load', { width: picture.naturalWidth, height: picture.naturalHeight });
    });
    picture.addEventListener('error', () => {
      picture.hidden = true;
      node.emit('error', { errMsg: `GET ${node.text('src')} fail` });
    });
    reflect(node, 'mode');
    node.watch(['mode'], () => {
      if (!modes.has(node.text('mode'))) refuse(`<image mode="${node.text('mode')}">`, node.component);
    });
    node.watch(['ariaLabel'], () => {
      picture.alt = node.text('ariaLabel');
    });
    node.watch(['src', 'lazyLoad'], () => {
      picture.loading = node.flag('lazyLoad') ? 'lazy' : 'eager';
      const address = mediaAddress(node.text('src'), node.component);
      picture.hidden = address === '';
      if (address === '') picture.removeAttribute('src');
      else if (picture.getAttribute('src') !== address) picture.src = address;
    });
  },
};
