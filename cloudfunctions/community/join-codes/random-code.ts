const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const CHARACTERS = 12;
/** The largest multiple of the alphabet's size in a byte: what lies above would make some letters likelier. */
const EVEN_BELOW = 256 - (256 % ALPHABET.length);

/** A code that says nothing and is not guessed: 71 bits, each letter as likely as any other. */
export function randomCode(randomBytes: (count: number) => Buffer): string {
  let code = '';
  while (code.length < CHARACTERS) {
    const even = [...randomBytes(CHARACTERS)].filter((byte) => byte < EVEN_BELOW);
    code += even.map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
  }
  return code.slice(0, CHARACTERS);
}
