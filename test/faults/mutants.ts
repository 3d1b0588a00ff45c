/** One deliberate defect: a change of the source text that the tests must notice. */
export interface Mutant {
  readonly name: string;
  readonly edits: readonly Edit[];
  /** What a reader could think, and why it is wrong. */
  readonly why: string;
}

export interface Edit {
  /** From the root of the repository. */
  readonly file: string;
  /** Stands there exactly once; otherwise the list is out of date, and the run fails. */
  readonly find: string;
  readonly replace: string;
}

const ledger = 'cloudfunctions/community/ledger';
const POST = `${ledger}/post.ts`;
const RULES = `${ledger}/rules.ts`;
const MOVES = `${ledger}/moves.ts`;
const COPY = `${ledger}/copy-entries.ts`;
const LOTS = `${ledger}/lots.ts`;
const LIMITS = `${ledger}/limits.ts`;
const STORE = 'test/faults/memory-store.ts';
const WISHES = 'test/faults/ledger/wishes.ts';

const LOAD = 'const stored = await call.documents.get<Account>(ACCOUNTS, accountIdOf(wish.memberId));';
const LOOK = 'const earlier = await earlierEntry(call, account, entryIdOf(wish.memberId, wish.once.key));';
const LATE_LOOK =
  'const earlier = account.pending.find((e) => e._id === entryIdOf(wish.memberId, wish.once!.key)) ?? early;';
const READ_KEY =
  'wish.once ? call.documents.get<Entry>(ENTRIES, entryIdOf(wish.memberId, wish.once.key)) : undefined';
const LOST = '      lost = error;\n';

const mutant = (
  name: string,
  why: string,
  ...edits: readonly (readonly [string, string, string])[]
): Mutant => ({
  name,
  why,
  edits: edits.map(([file, find, replace]) => ({ file, find, replace })),
});

export const ledgerMutants: readonly Mutant[] = [
  mutant('no-version-check', 'whoever writes last takes the other one’s fact away', [
    STORE,
    'if (stored?.ver !== ver) return false;',
    'if (!stored) return false;',
  ]),
  mutant('conflict-is-success', 'a write that did not happen is acknowledged', [
    POST,
    'if (done)',
    'if (done || stored)',
  ]),
  mutant(
    'key-before-account',
    'an entry is trimmed between the two reads and seen in neither place',
    [POST, LOAD, `const early = await (${READ_KEY});\n    ${LOAD}`],
    [POST, LOOK, LATE_LOOK],
  ),
  mutant(
    'key-and-account-at-once',
    'in parallel is the other order half of the time',
    [
      POST,
      LOAD,
      `const [stored, early] = await Promise.all([call.documents.get<Account>(ACCOUNTS, accountIdOf(wish.memberId)), ${READ_KEY}]);`,
    ],
    [POST, LOOK, LATE_LOOK],
  ),
  mutant('key-read-once', 'after a lost answer the key is looked up no more', [
    POST,
    'if (wish.once) {',
    'if (wish.once && attempt === 0) {',
  ]),
  mutant('pending-not-searched', 'an entry that is not copied yet is nowhere', [
    POST,
    'account.pending.find((entry) => entry._id === id) ?? (await',
    '(await',
  ]),
  mutant('copies-not-searched', 'an entry that has left the account is forgotten', [
    POST,
    ' ?? (await call.documents.get<Entry>(ENTRIES, id))',
    '',
  ]),
  mutant('lost-means-done', 'a lost answer is taken for a good one', [
    POST,
    LOST,
    '      if (stored) return { account: next.account, entry: next.entry, replayed: false };\n      lost = error;\n',
  ]),
  mutant('key-without-input', 'one key debits for two different things', [
    POST,
    'return entry.inputHash === inputHash',
    'return entry.inputHash !== "-"',
  ]),
  mutant('decide-before-settling', 'a decision counts on points that have run out', [
    POST,
    'wish.decide(settled.account, nowMs)',
    'wish.decide(stored, nowMs)',
  ]),
  mutant('chain-from-nothing', 'entries are not tied to those before', [
    POST,
    'chained(after.drafts, stored.headHash)',
    "chained(after.drafts, '')",
  ]),
  mutant('trim-at-once', 'a lagging read finds the entry in neither place', [
    RULES,
    'const TRIM_AFTER_MS = 60_000;',
    'const TRIM_AFTER_MS = 0;',
  ]),
  mutant('trim-everything', 'what was never copied is trimmed, too', [
    RULES,
    '(entry) => entry.seq > gone)',
    '(entry) => gone === 0)',
  ]),
  mutant('copied-off-by-one', 'one entry is believed to be copied that is not', [
    RULES,
    'entry.seq > account.copied.seq',
    'entry.seq > account.copied.seq + 1 || account.copied.seq === 0',
  ]),
  mutant('clock-may-go-back', 'entries are dated before their predecessors', [
    RULES,
    'Math.max(nowMs, account.pending.at(-1)?.atMs ?? 0)',
    'nowMs',
  ]),
  mutant('nothing-runs-out', 'lots and holds last for ever', [
    RULES,
    'account.nextDueMs === 0 || account.nextDueMs > nowMs',
    'nowMs > 0',
  ]),
  mutant('expiry-key-constant', 'the second lot that runs out has a key that is used', [
    RULES,
    '`x:${id}`',
    '`x:lot`',
  ]),
  mutant('duplicate-means-done', 'one duplicate of a batch is taken for all of it', [
    COPY,
    'for (const entry of entries) await call.documents.insert(ENTRIES, entry);',
    '',
  ]),
  mutant('noted-unacknowledged', 'a copy whose answer was lost is noted as done', [
    COPY,
    'if (!(await call.documents.insertMany(ENTRIES, entries))) {',
    'if (!(await call.documents.insertMany(ENTRIES, entries).catch(() => true))) {',
  ]),
  mutant('debt-last', 'who owes earns as if nothing were owed', [
    MOVES,
    'const repaid = Math.min(points, account.debtPoints);\n  const kept = points - repaid;',
    'const repaid = 0;\n  const kept = points - repaid;',
  ]),
  mutant('hold-stays-available', 'held points are spent a second time', [
    MOVES,
    '...taken.balances,\n      frozenPoints',
    '...account,\n      frozenPoints',
  ]),
  mutant('capture-keeps-hold', 'a hold is captured as often as somebody asks', [
    MOVES,
    'frozenPoints: account.frozenPoints - points,\n      holds: without(account.holds, holdId),\n    },\n    legs: [\n      { account: MY_FROZEN, pointsDelta: -points },\n      { account: to,',
    'frozenPoints: account.frozenPoints - points,\n    },\n    legs: [\n      { account: MY_FROZEN, pointsDelta: -points },\n      { account: to,',
  ]),
  mutant('refund-to-newest-lot', 'buying and returning makes old points young', [
    MOVES,
    'giveBack(account.lots, kept, nowMs, grace)',
    'giveBack(account.lots, kept.map((part) => ({ ...(account.lots.at(-1) ?? part), points: part.points })), nowMs, grace)',
  ]),
  mutant('refund-forgets-debt', 'who owes is refunded as if nothing were owed', [
    MOVES,
    'const repaid = Math.min(points, account.debtPoints);\n  const total = account.availablePoints + account.frozenPoints + points',
    'const repaid = 0;\n  const total = account.availablePoints + account.frozenPoints + points',
  ]),
  mutant('newest-lot-first', 'old points run out although they could have been spent', [
    LOTS,
    'for (const lot of lots) {',
    'for (const lot of [...lots].reverse()) {',
  ]),
  mutant('late-refund-is-lost', 'points come back to a lot that has run out', [
    LOTS,
    'const alive = part.expiresAtMs > nowMs;',
    'const alive = part.expiresAtMs > 0;',
  ]),
  mutant('limit-not-stored', 'each use is the first', [LIMITS, 'next[name] = { used, endsAtMs };', '']),
  mutant('limit-off-by-one', 'one more than the cap', [LIMITS, 'if (used > cap)', 'if (used > cap + 1)']),
  mutant(
    'limit-never-pruned',
    'yesterday’s uses count today',
    [LIMITS, 'line && line.endsAtMs > nowMs ? line.used : 0', 'line ? line.used : 0'],
    [LIMITS, '.filter(([, line]) => line.endsAtMs > nowMs)', ''],
  ),
  mutant('maps-merged', 'the SDK flattens a map into paths: a hold that is gone stays', [
    STORE,
    '    this.#put(name, next);\n    return true;\n  }\n\n  find',
    "    const maps = ['holds', 'limits'] as const;\n" +
      '    const both = [stored, next] as unknown as Record<string, object>[];\n' +
      '    this.#put(name, { ...next, ...Object.fromEntries(maps.map((m) => [m, { ...both[0]?.[m], ...both[1]?.[m] }])) });\n' +
      '    return true;\n  }\n\n  find',
  ]),
  mutant('reversal-with-a-key-of-its-own', 'two clerks refund the same order', [
    WISHES,
    'const key = `rv:${keyOf(entry)}`;',
    'const key = `rv${this.#made}`;',
  ]),
];
