export { statement } from './statement';
export { lineOf } from './lines';
