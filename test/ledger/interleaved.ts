import type fc from 'fast-check';
import type { Documents } from '../../cloudfunctions/platform/documents';

/** The real documents, but each call goes out, and each answer comes back, when the scheduler says so. */
export function interleaved(documents: Documents, scheduler: fc.Scheduler, who: string): Documents {
  async function turn<T>(verb: string, call: () => Promise<T>): Promise<T> {
    await scheduler.schedule(Promise.resolve(), `${who} asks to ${verb}`);
    return scheduler.schedule(call(), `${who} hears of ${verb}`);
  }
  return {
    get callCount() {
      return documents.callCount;
    },
    get: (...args) => turn('get', () => documents.get(...args)),
    getMany: (...args) => turn('get many', () => documents.getMany(...args)),
    getNewest: (...args) => turn('get the newest', () => documents.getNewest(...args)),
    insert: (...args) => turn('insert', () => documents.insert(...args)),
    insertMany: (...args) => turn('insertMany', () => documents.insertMany(...args)),
    replaceIf: (...args) => turn('replaceIf', () => documents.replaceIf(...args)),
    changeIf: (...args) => turn('changeIf', () => documents.changeIf(...args)),
    dropItems: (...args) => turn('dropItems', () => documents.dropItems(...args)),
    find: (...args) => turn('find', () => documents.find(...args)),
    count: (...args) => turn('count', () => documents.count(...args)),
  };
}
