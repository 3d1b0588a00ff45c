export { home } from './home';
