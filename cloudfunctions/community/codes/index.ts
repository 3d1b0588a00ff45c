export { codesByNumber } from './codes-by-number';
export { importCodes, type Imported } from './import-codes';
export { CODES, collections } from './store';
