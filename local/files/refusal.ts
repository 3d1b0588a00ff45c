/** CloudBase's codes, and as what HTTP tells them. */
export const HTTP_STATUS = {
  INVALID_PARAM: 400,
  STORAGE_EXCEED_AUTHORITY: 403,
  /** The token of an upload's address is not, or no longer, good. */
  STORAGE_SIGN_PARAM_INVALID: 403,
  STORAGE_FILE_NONEXIST: 404,
  METHOD_NOT_ALLOWED: 405,
  STORAGE_FILE_PATH_CONFLICT: 409,
  EXCEED_UPLOAD_MAXFILESIZE: 413,
} as const;

export type RefusalCode = keyof typeof HTTP_STATUS;

export interface Refusal {
  readonly ok: false;
  readonly code: RefusalCode;
  readonly message: string;
}

export type Outcome<T> = ({ readonly ok: true } & Readonly<T>) | Refusal;

export function refusal(code: RefusalCode, message: string): Refusal {
  return { ok: false, code, message };
}
