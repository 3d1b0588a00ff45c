import { earnRule } from '../earn-rule';

/** Fewer points the more is said, and an end each day: chatter that drives others out must not pay. */
export const groupMessage = earnRule('group_message', '在群里说话', '聊得来就好，多说不多得');
