import type { VersionedDocument } from '../platform/documents';
import type { MemberCall } from './call';

/** Bounds a call that always loses the race; by then something else is wrong. */
const MAX_ATTEMPTS = 50;
const MAX_PAUSE_MS = 50;

/** What comes of it, and what has to be written for that; without `next`, nothing. */
export interface Decision<Document, Outcome> {
  readonly outcome: Outcome;
  /** Its `ver` is set here. */
  readonly next?: Document;
  /** What was written a moment ago may not be seen yet: it is decided again on a read that does not lag. */
  readonly isRefusal?: boolean;
}

export interface Place<Document> {
  readonly collection: string;
  readonly id: string;
  /** The document, where it has just been read; null where it was not there: that saves a call. */
  readonly known?: Document | null | undefined;
}

/**
 * Changes one document: reads, decides and commits by one conditional write; once more from the start when another call
 * was faster or an answer was lost. What happened is found by reading, never guessed.
 * @param decide Pure; sees undefined where there is no document, and then `next` creates it.
 * @returns the outcome, and the document as it is now.
 */
export async function commitDocument<Document extends VersionedDocument, Outcome>(
  call: Pick<MemberCall, 'documents' | 'random' | 'sleep'>,
  { collection, id, known }: Place<Document>,
  decide: (stored: Document | undefined) => Decision<Document, Outcome>,
): Promise<{ readonly outcome: Outcome; readonly document: Document | undefined }> {
  const { documents } = call;
  let lost: unknown;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const mayLag = attempt === 0;
    if (!mayLag) await call.sleep(call.random() * MAX_PAUSE_MS);
    try {
      const read = () =>
        mayLag ? documents.get<Document>(collection, id) : documents.getNewest<Document>(collection, id);
      const stored = mayLag && known !== undefined ? (known ?? undefined) : await read();
      const { outcome, next, isRefusal } = decide(stored);
      if (!next && isRefusal && mayLag) continue;
      if (!next) return { outcome, document: stored };
      const document: Document = { ...next, ver: stored ? stored.ver + 1 : 0 };
      const isWritten = stored
        ? await documents.replaceIf(collection, stored.ver, document)
        : await documents.insert(collection, document);
      if (isWritten) return { outcome, document };
    } catch (error) {
      // What cannot be stored is a bug and would not be stored the next time either.
      if (error instanceof TypeError) throw error;
      lost = error;
    }
  }
  throw new Error(`${id} of ${collection} could not be written`, { cause: lost });
}
