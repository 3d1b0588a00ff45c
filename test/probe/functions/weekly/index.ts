import { database } from '../cloud';

/** Each Monday at midnight: writes down which Monday it was. */
export const main = async ({ Time: time }: { Time: string }): Promise<void> => {
  const week = new Date(Date.parse(time) + 8 * 3_600_000).toISOString().slice(0, 16);
  await database.collection('facts').add({ kind: 'week', text: week, atMs: Date.now() });
};
