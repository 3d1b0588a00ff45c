import { earnRule } from '../earn-rule';

/** What it asks for is proved by the account itself, so a member claims it. */
export const starterTask = earnRule('starter_task', '新手任务', '第一次签到后来领');
