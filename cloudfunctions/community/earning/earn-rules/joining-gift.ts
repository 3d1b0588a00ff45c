import { earnRule } from '../earn-rule';

export const joiningGift = earnRule('joining_gift', '见面礼', '加入就有，收下就到账');
