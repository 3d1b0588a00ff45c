export { challenges } from './challenges';
export { joinChallenge } from './join-challenge';
export { tellLost } from './tell-lost';
