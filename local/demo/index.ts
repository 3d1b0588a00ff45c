export { Demo, demoPersons } from './demo';
