/** What the preview does not have must be seen: in the console of the page, and by the code that asked. */
export function refuse(what: string): never {
  const error = new Error(`[preview] ${what} is not in the preview`);
  console.error(error);
  throw error;
}
