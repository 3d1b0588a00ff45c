export { challenges } from './challenges';
export { joinChallenge } from './join-challenge';
export { advanced } from './rules';
export { tellLost } from './tell-lost';
