/** One line a call, for machines first: the log service indexes the fields of a JSON line. */
export interface CallRecord {
  readonly level: 'info' | 'error';
  readonly door: string;
  readonly requestId: string;
  /** Null where the event named none that the door knows. */
  readonly action: string | null;
  /** A short pseudonym, never the openid. */
  readonly member: string | null;
  readonly milliseconds: number;
  readonly databaseCalls: number;
  /** `ok` or the code of the refusal. */
  readonly outcome: string;
  readonly error?: string;
}

export function logCall(record: CallRecord): void {
  console.log(JSON.stringify(record));
}
