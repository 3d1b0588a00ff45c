/** A failure that the person at the keyboard can mend: shown as one line, without a stack. */
export class HostError extends Error {
  override readonly name = 'HostError';
}
