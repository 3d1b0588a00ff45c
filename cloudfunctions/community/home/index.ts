export { home } from './home';
export { profile } from './profile';
