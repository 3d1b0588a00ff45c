import type { OwnProfile } from '../services/join';

type State = OwnProfile['nicknameState'];

/** What the member reads of a check; a state without words does not compile. */
const nicknameStates: Record<State, string> = {
  none: '',
  clear: '大家看到的就是它',
  checking: '微信正在检查，通过后大家就能看到',
  review: '管理员正在看，通过后大家就能看到',
  refused: '这个昵称没有通过，换一个吧',
};
const pictureStates: Record<State, string> = {
  none: '',
  clear: '',
  checking: '新头像正在检查，通过后换上',
  review: '新头像等管理员看一眼，通过后换上',
  refused: '这张头像没有通过，换一张吧',
};

export const joinProfileCopy = {
  heading: '大家怎么叫你',
  line: '微信先检查，别人再看到',
  picture: '换头像',
  pictureNew: '新头像选好了',
  uploading: '正在传头像',
  nickname: '昵称',
  placeholder: '起个名字，最多 20 个字',
  seen: (name: string) => `大家现在看到的是「${name}」`,
  nicknameStates,
  pictureStates,
  refused: '没关系，不给也能加入，先用系统起的名字',
  refusedByMember: '没关系，什么时候想改再来',
  useThis: '就用这个',
  useDrawn: (name: string) => `先用「${name}」`,
  save: '保存',
  saved: '存好了',
  savedForCheck: '存好了，检查通过后大家就能看到',
  unchanged: '还没有改动',
  uploadFailed: '头像没有传上去，请再试一次',
  privacy: '隐私保护指引',
};
