import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ACTIONS } from './actions';
import type { ActionContext } from './actions/action';
import { applyDeclarations } from './collections';
import { CallCounters } from './counters';
import { Database } from './database';
import type { CollectionDeclaration } from './declarations';
import { systemTimer } from './locks';
import { Store } from './store';
import { plainSession, Transactions } from './transactions';

/** The gateway without its wire, for tests of many thousand requests in a given order. */
export class TestEngine {
  readonly #folder = mkdtempSync(join(tmpdir(), 'gateway-engine-'));
  readonly #collections: readonly CollectionDeclaration[];
  #store!: Store;
  #context!: Omit<ActionContext, 'session'>;

  private constructor(collections: readonly CollectionDeclaration[]) {
    this.#collections = collections;
  }

  static async open(collections: readonly CollectionDeclaration[]): Promise<TestEngine> {
    const engine = new TestEngine(collections);
    await engine.#open();
    return engine;
  }

  /** The answer's data or the answer itself; a refusal is `{code}`. */
  async ask(action: string, body: Record<string, unknown>, transactionId?: string): Promise<unknown> {
    const serve = ACTIONS.get(action);
    if (serve === undefined) throw new Error(`no such action: ${action}`);
    const { database, transactions } = this.#context;
    try {
      const session =
        transactionId === undefined ? plainSession(database) : transactions.session(transactionId);
      const answer = await serve({ ...body, action, transactionId }, { ...this.#context, session });
      return 'data' in answer ? answer['data'] : answer;
    } catch (error) {
      return { code: (error as { code?: unknown }).code ?? String(error) };
    }
  }

  async reopen(): Promise<void> {
    this.#context.transactions.abortAll();
    await this.#store.close();
    await this.#open();
  }

  async close(): Promise<void> {
    this.#context.transactions.abortAll();
    await this.#store.close();
    rmSync(this.#folder, { recursive: true });
  }

  async #open(): Promise<void> {
    this.#store = new Store(join(this.#folder, 'documents.mdb'), false);
    const database = new Database(this.#store, { setTimer: systemTimer, lockWaitMs: 60_000 });
    const transactions = new Transactions(database, { setTimer: systemTimer, expiryMs: 60_000 });
    const counters = new CallCounters();
    this.#context = { database, transactions, counters, nowMs: 0, invokeFunction: undefined };
    await applyDeclarations(database, this.#collections);
  }
}
