import { commonCopy } from '../../../copy/common';
import { inviteCopy } from '../../../copy/invite';
import { myJoinCode, type JoinCode } from '../../../services/invite';
import { loadView, unloaded, type Loadable } from '../../../utils/load';
import { nameOf } from '../../../utils/name';
import { askedCardOf, cardOf } from '../../../utils/share';
import { typeClass } from '../../../utils/type-class';
import { designs } from '../posters/index';
import { saveToAlbum } from './album';
import { picturesFor } from './pictures';
import { canvasOf, drawPoster } from './studio';

const viewOf = ({ benefit, communityName }: JoinCode) => ({ benefit, communityName });

type View = ReturnType<typeof viewOf>;

interface Data extends Loadable<View> {
  type: string;
  copy: typeof inviteCopy;
  common: typeof commonCopy;
  /** The designs, each with the file that it was drawn into; empty until then. */
  posters: readonly { readonly id: string; readonly name: string; readonly file: string }[];
  current: number;
  /** Why there are no posters; empty where there are, or will be. */
  missing: '' | 'noCode' | 'broken';
}

interface Custom {
  code: JoinCode | null;
  /** Counts the drawings: what was begun before is given up. */
  drawn: number;
  load(options?: { readonly quiet: boolean }): Promise<void>;
  draw(code: JoinCode): Promise<void>;
}

/** Posters with the member's own code: chosen, saved, sent. */
Page<Data, Custom & Record<string, unknown>>({
  code: null,
  drawn: 0,
  data: {
    type: typeClass(),
    copy: inviteCopy,
    common: commonCopy,
    ...unloaded<View>(),
    posters: designs.map(({ id, name }) => ({ id, name, file: '' })),
    current: 0,
    missing: '',
  },

  onLoad() {
    void this.load();
  },

  async onPullDownRefresh() {
    await this.load();
    await wx.stopPullDownRefresh();
  },

  async load(options) {
    let answered: JoinCode | null = null;
    const keep = (code: JoinCode) => viewOf((answered = code));
    await loadView(this, myJoinCode, keep, options);
    if (!answered) return;
    this.code = answered;
    await this.draw(answered);
  },

  async draw(code) {
    const drawn = (this.drawn += 1);
    if (!code.picture) return this.setData({ missing: 'noCode' });
    if (this.data.missing) this.setData({ missing: '' });
    try {
      const canvas = await canvasOf('#studio');
      const pictures = await picturesFor(canvas, code);
      const content = { ...viewOf(code), inviterName: nameOf(code.face.displayName) };
      for (const [index, { layOut }] of designs.entries()) {
        const file = await drawPoster(canvas, layOut(content), pictures);
        if (drawn !== this.drawn) return;
        this.setData({ [`posters[${index}].file`]: file });
      }
    } catch {
      if (drawn === this.drawn) this.setData({ missing: 'broken' });
    }
  },

  /** By a swipe. */
  turn({ detail }: WechatMiniprogram.SwiperChange) {
    if (detail.current !== this.data.current) this.setData({ current: detail.current });
  },

  /** By its name. */
  choose({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { index: number }>) {
    this.setData({ current: currentTarget.dataset.index });
  },

  async save() {
    const file = this.data.posters[this.data.current]?.file;
    if (file) await saveToAlbum(file);
  },

  onShareAppMessage() {
    const { code } = this;
    const title = inviteCopy.share(code?.communityName ?? commonCopy.product);
    return code ? cardOf(title, code.path) : askedCardOf(title);
  },

  retry() {
    this.setData({ failure: null, missing: '' });
    void this.load();
  },
});
