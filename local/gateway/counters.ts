/** What a gateway has done, counted exactly; for tests and benchmarks that promise a number of calls. */
export interface GatewayCalls {
  /** Requests that named an action, refused ones included. */
  readonly total: number;
  /** The same by action, for example `database.getDocument`. */
  readonly byAction: Readonly<Record<string, number>>;
  /** Documents loaded to decide whether they match, by any action. */
  readonly documentsExamined: number;
  /** Index keys counted without loading their documents. */
  readonly keysCounted: number;
  /** Documents in answers of `database.getDocument`. */
  readonly documentsReturned: number;
  /** Sets all of them to 0. */
  reset(): void;
}

export class CallCounters implements GatewayCalls {
  total = 0;
  documentsExamined = 0;
  keysCounted = 0;
  documentsReturned = 0;
  #byAction = new Map<string, number>();

  get byAction(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#byAction);
  }

  countCall(action: string): void {
    this.total += 1;
    this.#byAction.set(action, (this.#byAction.get(action) ?? 0) + 1);
  }

  reset(): void {
    this.total = 0;
    this.documentsExamined = 0;
    this.keysCounted = 0;
    this.documentsReturned = 0;
    this.#byAction = new Map();
  }
}
