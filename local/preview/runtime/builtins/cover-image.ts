import type { Builtin } from '../builtin';
import { mediaAddress } from '../media';

export const coverImage: Builtin = {
  name: 'cover-image',
  properties: { src: String, referrerPolicy: String },
  mount(node) {
    const picture = document.createElement('img');
    picture.alt = '';
    node.host.append(picture);
    picture.addEventListener('load', () =>
      node.emit('load', { width: picture.naturalWidth, height: picture.naturalHeight }),
    );
    picture.addEventListener('error', () => node.emit('error', { errMsg: `GET ${node.text('src')} fail` }));
    node.watch(['src'], () => {
      const address = mediaAddress(node.text('src'), node.component);
      picture.hidden = address === '';
      if (address === '') picture.removeAttribute('src');
      else picture.src = address;
    });
  },
};
