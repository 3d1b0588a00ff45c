import type { Action } from './action';
import { addCollection } from './add-collection';
import { aggregate } from './aggregate';
import { calculateDocument } from './calculate-document';
import { getDocument } from './get-document';
import { insertDocument } from './insert-document';
import { invokeFunction } from './invoke-function';
import { modifyAndReturn } from './modify-and-return';
import { modifyDocument } from './modify-document';
import { removeDocument } from './remove-document';
import { batchCopyFile, batchDeleteFile, batchGetDownloadUrl, getUploadMetadata } from './storage';
import { abortTransaction, commitTransaction, startTransaction } from './transaction';
import { callWxApi, callWxOpenApi } from './wx-api';

/** All that is served as JSON; every other action is refused by its name. */
export const ACTIONS: ReadonlyMap<string, Action> = new Map([
  ['database.addCollection', addCollection],
  ['database.insertDocument', insertDocument],
  ['database.getDocument', getDocument],
  ['database.calculateDocument', calculateDocument],
  ['database.aggregateDocuments', aggregate],
  ['database.modifyDocument', modifyDocument],
  ['database.modifyAndReturnDoc', modifyAndReturn],
  ['database.removeDocument', removeDocument],
  ['database.startTransaction', startTransaction],
  ['database.commitTransaction', commitTransaction],
  ['database.abortTransaction', abortTransaction],
  ['functions.invokeFunction', invokeFunction],
  ['storage.getUploadMetadata', getUploadMetadata],
  ['storage.batchGetDownloadUrl', batchGetDownloadUrl],
  ['storage.batchDeleteFile', batchDeleteFile],
  ['storage.batchCopyFile', batchCopyFile],
  ['wx.api', callWxApi],
]);

/** All that is served as multipart/form-data. */
export const MULTIPART_ACTIONS: ReadonlyMap<string, Action> = new Map([['wx.openApi', callWxOpenApi]]);

/** What may carry a transactionId. Any other action would be served as if it stood alone, and survive a rollback. */
export const TRANSACTIONAL: ReadonlySet<string> = new Set([
  'database.insertDocument',
  'database.getDocument',
  'database.modifyDocument',
  'database.modifyAndReturnDoc',
  'database.removeDocument',
  'database.commitTransaction',
  'database.abortTransaction',
]);
