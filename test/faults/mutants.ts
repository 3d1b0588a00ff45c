import { dailyMutants } from './daily-mutants';
import { mallMutants } from './mall-mutants';
import { mutant, type Mutant } from './mutant';

const ledger = 'cloudfunctions/community/ledger';
const POST = `${ledger}/post.ts`;
const RULES = `${ledger}/rules.ts`;
const MOVES = `${ledger}/moves.ts`;
const COPY = `${ledger}/copy-entries.ts`;
const LOTS = `${ledger}/lots.ts`;
const LIMITS = `${ledger}/limits.ts`;
const SEARCH = `${ledger}/key-search.ts`;
const ENTRIES_OF = `${ledger}/entries-of.ts`;
const COPIED = `${ledger}/copied-entries.ts`;
const STORED = `${ledger}/stored-entry.ts`;
const STORE = 'test/faults/memory-store.ts';
const WISHES = 'test/faults/ledger/wishes.ts';

const LOAD = 'const stored = await (mayLag ? firstRead(call, wish) : newestRead(call, wish));';
const LOOK = 'const earlier = await earlierEntry?.(account);';
/** Only at the collection, whatever the account says. */
const EARLY_LOOK = 'earlierEntry?.({ ...newAccount(wish.memberId, 0), seq: 1e9 + attempt })';
const COMMIT = 'const done = stored\n';
const COPY_ALL = 'if (!(await call.documents.insertMany(ENTRIES, documents))) {';
const DROP =
  "await call.documents.dropItems(ACCOUNTS, account._id, 'pending', { seq: { lte: account.seq } });";
const LOST = '      lost = error;\n';

export const ledgerMutants: readonly Mutant[] = [
  mutant('no-version-check', 'whoever writes last takes the other one’s fact away', [
    STORE,
    'if (stored?.ver !== ver) return false;',
    'if (!stored) return false;',
  ]),
  mutant('conflict-is-success', 'a write that did not happen is acknowledged', [
    POST,
    'if (done) {',
    'if (done || stored) {',
  ]),
  mutant(
    'key-before-account',
    'an entry leaves the account between the two reads and is seen in neither place',
    [POST, LOAD, `const early = await ${EARLY_LOOK};\n    ${LOAD}`],
    [POST, LOOK, 'const earlier = (await earlierEntry?.(account)) ?? early;'],
  ),
  mutant(
    'key-and-account-at-once',
    'in parallel is the other order half of the time',
    [
      POST,
      LOAD,
      `const [stored, early] = await Promise.all([mayLag ? firstRead(call, wish) : newestRead(call, wish), ${EARLY_LOOK}]);`,
    ],
    [POST, LOOK, 'const earlier = (await earlierEntry?.(account)) ?? early;'],
  ),
  mutant('key-lags', 'a replica does not know yet that an entry has arrived there', [
    SEARCH,
    'call.documents.getNewest<EntryDocument>',
    'call.documents.get<EntryDocument>',
  ]),
  mutant('key-read-once', 'what has left the account since is not looked for again', [
    SEARCH,
    'if (leftOf(account) <= clearedSeq)',
    'if (leftOf(account) <= clearedSeq || clearedSeq > 0)',
  ]),
  mutant('gap-of-one', 'one entry that has left since the last look is taken for known', [
    SEARCH,
    'if (leftOf(account) <= clearedSeq)',
    'if (leftOf(account) <= clearedSeq + 1)',
  ]),
  mutant('carried-not-searched', 'an entry that is not copied yet is nowhere', [
    SEARCH,
    'if (carried) return entryOf(memberId, carried);',
    '',
  ]),
  mutant('copies-not-searched', 'an entry that has left the account is forgotten', [
    SEARCH,
    'let clearedSeq = 0;',
    'let clearedSeq = Infinity;',
  ]),
  mutant('refused-on-hearsay', 'a read that lags refuses a wish that was carried out a moment ago', [
    POST,
    'if (!mayLag || !wish.once) return next;',
    'if (next) return next;',
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
  mutant('left-before-copied', 'an entry is in neither place for a moment, or for good', [
    COPY,
    COPY_ALL,
    `${DROP}\n  ${COPY_ALL}`,
  ]),
  mutant('copied-before-committed', 'an entry that lost its race stands among the others', [
    POST,
    COMMIT,
    `await copyIfDue(call, account, next.account);\n      ${COMMIT}`,
  ]),
  mutant('duplicate-means-done', 'one duplicate of a batch is taken for all of it', [
    COPY,
    'for (const document of documents) await call.documents.insert(ENTRIES, document);',
    '',
  ]),
  mutant('left-unacknowledged', 'entries leave although the answer of the copying was lost', [
    COPY,
    COPY_ALL,
    'if (!(await call.documents.insertMany(ENTRIES, documents).catch(() => true))) {',
  ]),
  mutant(
    'left-with-a-commit-unacknowledged',
    'entries leave with a commit although the answer of the copying was lost',
    [
      COPY,
      'insertMany(ENTRIES, documents).catch(() => false)',
      'insertMany(ENTRIES, documents).catch(() => true)',
    ],
  ),
  mutant('left-with-a-commit-half-copied', 'one id that exists is taken for all of them', [
    COPY,
    'return call.documents.insertMany(ENTRIES, documents).catch(() => false)',
    'return call.documents.insertMany(ENTRIES, documents).then(() => true, () => false)',
  ]),
  mutant('new-one-leaves-too', 'the entry of the commit itself leaves without a copy', [
    POST,
    'next.account.pending.slice(leaving)',
    'next.account.pending.slice(leaving && leaving + 1)',
  ]),
  mutant('left-one-too-many', 'the entry that came meanwhile leaves without a copy', [
    COPY,
    'lte: account.seq }',
    'lte: account.seq + 1 }',
  ]),
  mutant('all-left', 'whatever came meanwhile leaves without a copy', [
    COPY,
    '{ seq: { lte: account.seq } }',
    '{ seq: { gt: 0 } }',
  ]),
  mutant('left-without-a-version', 'a post that rests on the longer list brings entries back', [
    STORE,
    'ver: stored.ver + 1, [list]',
    'ver: stored.ver, [list]',
  ]),
  mutant('never-copied', 'an account grows until a post has to stop for it', [
    COPY,
    'return roundsOf(after) > roundsOf(before);',
    'return roundsOf(after) < roundsOf(before);',
  ]),
  mutant('reader-ignores-gaps', 'a statement that lags shows a hole', [
    COPIED,
    'if (isWhole)',
    'if (isWhole || found)',
  ]),
  mutant('filter-hides-gaps', 'a filtered statement that lags misses a line', [
    ENTRIES_OF,
    'const RECENT = 64;',
    'const RECENT = 0;',
  ]),
  mutant('legs-in-another-order', 'an entry that was read is not the one that was hashed', [
    STORED,
    'Object.entries(byAccount).map(',
    'Object.entries(byAccount).sort().map(',
  ]),
  mutant('clock-may-go-back', 'entries are dated before their predecessors', [
    RULES,
    'Math.max(nowMs, account.headAtMs ?? 0)',
    'nowMs',
  ]),
  mutant('clock-forgets-what-left', 'with the newest entry its time has left the account', [
    RULES,
    'account.headAtMs ?? 0',
    'account.pending.at(-1)?.atMs ?? 0',
  ]),
  mutant('nothing-runs-out', 'lots and holds last for ever', [
    RULES,
    'nextDueMs === 0 || nextDueMs > nowMs',
    'nowMs > 0',
  ]),
  mutant('expiry-key-constant', 'the second lot that runs out has a key that is used', [
    RULES,
    '`x:${lotId}`',
    '`x:lot`',
  ]),
  mutant('runs-out-when-noticed', 'a hold’s points count the longer the later somebody looks', [
    RULES,
    'timeOf(drafted.account, nextDueMs)',
    'timeOf(drafted.account, nowMs)',
  ]),
  mutant('debt-last', 'who owes earns as if nothing were owed', [
    MOVES,
    'const repaid = Math.min(points, account.debtPoints);',
    "const repaid = from.startsWith('issuer') ? 0 : Math.min(points, account.debtPoints);",
  ]),
  mutant('comes-back-past-debt', 'who owes hides points in a hold and gets them back to spend', [
    MOVES,
    'const repaid = Math.min(points, account.debtPoints);',
    'const repaid = from === MY_FROZEN ? 0 : Math.min(points, account.debtPoints);',
  ]),
  mutant('refund-forgets-debt', 'who owes is refunded as if nothing were owed', [
    MOVES,
    'const repaid = Math.min(points, account.debtPoints);',
    "const repaid = from.startsWith('revenue') ? 0 : Math.min(points, account.debtPoints);",
  ]),
  mutant('hold-stays-available', 'held points are spent a second time', [
    MOVES,
    '...taken.balances,\n      frozenPoints',
    '...account,\n      frozenPoints',
  ]),
  mutant('capture-keeps-hold', 'a hold is captured as often as somebody asks', [
    MOVES,
    'holds: without(account.holds, holdId),\n    },\n    legs: [\n      { account: MY_FROZEN, pointsDelta: -points },\n      { account: to,',
    // What runs out by itself is gone, or it would run out for ever.
    "holds: to === 'revenue:sim' ? account.holds : without(account.holds, holdId),\n    },\n    legs: [\n      { account: MY_FROZEN, pointsDelta: -points },\n      { account: to,",
  ]),
  mutant('refund-to-newest-lot', 'buying and returning makes old points young', [
    MOVES,
    'giveBack(account.lots, takeFrom([...parts].reverse(), kept).parts, nowMs, grace)',
    'giveBack(account.lots, parts.map((part) => ({ ...(account.lots.at(-1) ?? part), points: part.points })), nowMs, grace)',
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
  mutant('limit-not-stored', 'each use is the first', [
    LIMITS,
    'next[name] = { used, endsAtMs };',
    'delete next[name];',
  ]),
  mutant('limit-off-by-one', 'one more than the cap', [LIMITS, '&& used > cap)', '&& used > cap + 1)']),
  mutant(
    'limit-never-pruned',
    'yesterday’s uses count today',
    [LIMITS, 'line && line.endsAtMs > nowMs ? line.used : 0', 'line ? line.used : 0'],
    [LIMITS, '.filter(([, line]) => line.endsAtMs > nowMs)', ''],
  ),
  mutant('maps-merged', 'the SDK flattens a map into paths: a hold that is gone stays', [
    STORE,
    'this.#put(name, next);',
    "const maps = ['holds', 'limits'] as const;\n" +
      '    const both = [stored, next] as unknown as Record<string, object>[];\n' +
      '    this.#put(name, { ...next, ...Object.fromEntries(maps.map((m) => [m, { ...both[0]?.[m], ...both[1]?.[m] }])) });',
  ]),
  mutant('reversal-with-a-key-of-its-own', 'two clerks refund the same order', [
    WISHES,
    'const key = `rv:${keyOf(entry)}`;',
    'const key = `rv${this.#made}`;',
  ]),
  ...dailyMutants,
  ...mallMutants,
];
