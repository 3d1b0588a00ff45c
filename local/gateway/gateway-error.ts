/** Codes that a caller sees in `{code, message, requestId}`; all but the last are the vendor's own words. */
export type GatewayErrorCode =
  | 'DATABASE_REQUEST_FAILED'
  | 'DATABASE_COLLECTION_NOT_EXIST'
  | 'DATABASE_COLLECTION_ALREADY_EXIST'
  | 'INVALID_PARAM'
  | 'DATABASE_TRANSACTION_CONFLICT'
  | 'DATABASE_TRANSACTION_FAIL'
  /** Something a real environment may well do and this gateway does not; the message names it. */
  | 'NOT_SUPPORTED_LOCALLY';

/** A refusal meant for the caller of the database. Anything else that is thrown is a defect of the gateway. */
export class GatewayError extends Error {
  readonly code: GatewayErrorCode;

  constructor(code: GatewayErrorCode, message: string) {
    super(message);
    this.name = 'GatewayError';
    this.code = code;
  }
}

export function invalid(message: string): GatewayError {
  return new GatewayError('INVALID_PARAM', message);
}

export function failed(message: string): GatewayError {
  return new GatewayError('DATABASE_REQUEST_FAILED', message);
}

export function unsupported(what: string): GatewayError {
  return new GatewayError('NOT_SUPPORTED_LOCALLY', `${what} is not supported by the local gateway`);
}

const CONTACT = 'Please check your request, but if the problem persists, contact us.';

/** The one error on which the SDK's `runTransaction` tries again. */
export function transactionConflict(): GatewayError {
  return new GatewayError(
    'DATABASE_TRANSACTION_CONFLICT',
    `[ResourceUnavailable.TransactionConflict] Transaction is conflict, maybe resource operated by others. ${CONTACT}`,
  );
}

/** Committed, aborted, expired, or never begun. */
export function transactionNotExist(): GatewayError {
  return new GatewayError(
    'DATABASE_TRANSACTION_FAIL',
    '[ResourceUnavailable.TransactionNotExist] Transaction does not exist on the server, ' +
      `transaction must be commit or abort in 30 seconds. ${CONTACT}`,
  );
}

/** The vendor's wording, which deployed code recognises by its parts. */
export function duplicateKey(collection: string, index: string, key: string): GatewayError {
  return failed(
    `[FailedOperation.Insert] multiple write errors: [{write errors: [{E11000 duplicate key error ` +
      `collection: ${collection} index: ${index} dup key: ${key}}]}, {<nil>}]. ` +
      `Please check your request, but if the problem persists, contact us.`,
  );
}

/** The message of whatever was thrown. By shape: an error of another realm is no instance of this one's Error. */
export function messageOf(error: unknown): string {
  const message = (error as { message?: unknown } | null | undefined)?.message;
  return typeof message === 'string' ? message : String(error);
}
