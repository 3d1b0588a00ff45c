/**
 * What others see of a member who has given no nickname: WeChat tells a mini program no names, so the member id picks
 * two words and a drawn face. The same member is always called the same and looks the same.
 */
const MANNERS =
  '早起的 晴天的 慢走的 爱笑的 安静的 远行的 温柔的 认真的 暖和的 圆圆的 闪亮的 种花的 煮茶的 画画的 听雨的 看海的'.split(
    ' ',
  );
const ANIMALS =
  '松鼠 云雀 白鹭 山雀 小鹿 刺猬 海豹 企鹅 狐狸 兔子 水獭 熊猫 喜鹊 燕子 羊驼 橘猫 鲸鱼 树懒 麻雀 萤火虫'.split(
    ' ',
  );

/** How many faces are drawn. */
const AVATAR_COUNT = 8;

export interface Face {
  readonly displayName: string;
  /** 1 to 8: which of the drawn faces. */
  readonly avatar: number;
  /** The file id of a picture in its place; empty where there is none. */
  readonly picture: string;
}

export function faceOf(memberId: string): Face {
  const seed = hashOf(memberId);
  const manner = MANNERS[seed % MANNERS.length];
  const animal = ANIMALS[Math.floor(seed / MANNERS.length) % ANIMALS.length];
  return { displayName: `${manner}${animal}`, avatar: (seed % AVATAR_COUNT) + 1, picture: '' };
}

/** FNV-1a: names want spread, not secrecy. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  }
  return hash;
}
