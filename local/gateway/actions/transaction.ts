import { transactionNotExist } from '../gateway-error';
import { transactionIdOf, type RequestBody } from '../payload';
import type { Action } from './action';

/** `{}` → `{transactionId}`. */
export const startTransaction: Action = async (_body, { transactions }) =>
  Promise.resolve({ transactionId: transactions.start() });

/** `{transactionId}` → `{}`, once all that the transaction wrote is on the disk. */
export const commitTransaction: Action = async (body, { transactions }) => {
  await transactions.commit(givenId(body));
  return {};
};

/** `{transactionId}` → `{}`. */
export const abortTransaction: Action = async (body, { transactions }) => {
  await transactions.abort(givenId(body));
  return {};
};

function givenId(body: RequestBody): string {
  const id = transactionIdOf(body);
  if (id === undefined) throw transactionNotExist();
  return id;
}
