const LENGTH = 24;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** An id for one wish: it needs to be unlike the member's other ones, not secret. */
export function newRequestId(): string {
  const time = Date.now().toString(36);
  let id = `${time}-`;
  while (id.length < LENGTH) id += LETTERS[Math.floor(Math.random() * LETTERS.length)] ?? '0';
  return id;
}
