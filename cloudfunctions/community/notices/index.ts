export { allowMessage } from './allow-message';
export { leaveNotice, type Notice } from './leave-notice';
export { notices } from './notices';
export { notify } from './notify';
export { readNotices } from './read-notices';
export { collections } from './store';
export { tellRefused } from './tell-refused';
export { templatesOf, type Templates } from './templates';
export { unreadOf } from './unread-of';
