import { earnRule } from '../earn-rule';

/** Pays only after the verdict, never for posting as such. */
export const qualityPick = earnRule('quality_pick', '内容被精选', '好内容被选中，积分自动到账');
