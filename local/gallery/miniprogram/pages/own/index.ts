import { heard } from '../../utils/heard';
import { rooms } from './rooms';

const days = ['done', 'missed', 'done', 'today', 'upcoming', 'upcoming', 'upcoming'];

/** As a member may have taken it. */
const PICTURE = '/assets/share-card.png';

Page({
  data: {
    rooms,
    hues: ['sun', 'brand', 'ember', 'lake', 'quiet'],
    icons: ['arrow', 'down', 'check', 'calendar', 'star', 'shield', 'chat', 'coin', 'book', 'list', 'gear'],
    moreIcons: [
      'pen',
      'refresh',
      'offline',
      'lock',
      'phone',
      'info',
      'moon',
      'type',
      'copy',
      'trash',
      'bell',
    ],
    joinIcons: ['gift', 'invite', 'key'],
    dailyIcons: ['tasks', 'flag', 'sun', 'stair', 'close'],
    mallIcons: ['parcel', 'pin', 'ticket', 'clock', 'heart', 'heart-full'],
    picture: PICTURE,
    /** No picture at all. */
    lostPicture: 'data:image/png;base64,AAAA',
    people: [0, 1, 2, 3, 4, 5, 6, 7, 8],
    names: [
      '周',
      '林知夏',
      'שלום לכולם',
      '',
      '山里来的陶匠人何大川和他的窑与猫以及院子里那棵老柿子树下的茶桌',
    ],
    week: days.map((state, index) => ({
      day: `2026-06-${15 + index}`,
      state,
      points: index > 2 ? 15 : null,
    })),
    done: days.map((state, index) => ({
      day: `2026-06-${15 + index}`,
      state: index === 3 ? 'done' : state,
      points: index > 3 ? 15 : null,
    })),
    tiers: ['新芽', '展叶', '抽枝', '含苞', '盛放', '成林'],
    board: [
      { rank: 1, displayName: '老周的窑', avatar: 3, weekScore: 1_386 },
      { rank: 2, displayName: '阿米', avatar: 2, picture: PICTURE, weekScore: 352 },
      { rank: 2, displayName: '山里来的陶匠人何大川', avatar: 0, weekScore: 352 },
    ],
    joy: false,
    stale: false,
  },
  ...heard,
  rejoice(this: GalleryInstance) {
    this.setData({ joy: false });
    this.setData({ joy: true });
  },
  loseNetwork(this: GalleryInstance) {
    this.setData({ stale: true });
  },
  retry(this: GalleryInstance, event: GalleryEvent) {
    heard.heard(event);
    this.setData({ stale: false });
  },
});
