import type { Action } from './action';
import { addCollection } from './add-collection';
import { calculateDocument } from './calculate-document';
import { getDocument } from './get-document';
import { insertDocument } from './insert-document';
import { modifyDocument } from './modify-document';
import { removeDocument } from './remove-document';

/** All that is served; every other action is refused by its name. */
export const ACTIONS: ReadonlyMap<string, Action> = new Map([
  ['database.addCollection', addCollection],
  ['database.insertDocument', insertDocument],
  ['database.getDocument', getDocument],
  ['database.calculateDocument', calculateDocument],
  ['database.modifyDocument', modifyDocument],
  ['database.removeDocument', removeDocument],
]);
