/** SHA-256 and its HMAC as FIPS 180-4 and RFC 2104 have them: a mini program has no crypto of its own. */
const BLOCK_BYTES = 64;
const LENGTH_BYTES = 8;

/** The first 32 bits of what is behind the point of a number. */
const fractionOf = (value: number): number => ((value % 1) * 2 ** 32) | 0;

const isPrime = (value: number): boolean => {
  for (let divisor = 2; divisor * divisor <= value; divisor += 1) if (value % divisor === 0) return false;
  return true;
};

function primes(count: number): number[] {
  const found: number[] = [];
  for (let value = 2; found.length < count; value += 1) if (isPrime(value)) found.push(value);
  return found;
}

const START = primes(8).map((prime) => fractionOf(Math.sqrt(prime)));
const ROUNDS = primes(64).map((prime) => fractionOf(Math.cbrt(prime)));

const turned = (word: number, bits: number): number => (word >>> bits) | (word << (32 - bits));

/** The message, one bit, zeros, and its length in bits. */
function paddedOf(message: Uint8Array): DataView {
  const blocks = Math.ceil((message.length + 1 + LENGTH_BYTES) / BLOCK_BYTES);
  const padded = new Uint8Array(blocks * BLOCK_BYTES);
  padded.set(message);
  padded[message.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(message.length / 2 ** 29));
  view.setUint32(padded.length - 4, (message.length * 8) >>> 0);
  return view;
}

function wordsOf(view: DataView, offset: number): Int32Array {
  const words = new Int32Array(ROUNDS.length);
  const at = (index: number) => words[index] ?? 0;
  for (let index = 0; index < words.length; index += 1) {
    if (index < 16) {
      words[index] = view.getInt32(offset + 4 * index);
      continue;
    }
    const [a, b] = [at(index - 15), at(index - 2)];
    const first = turned(a, 7) ^ turned(a, 18) ^ (a >>> 3);
    const second = turned(b, 17) ^ turned(b, 19) ^ (b >>> 10);
    words[index] = at(index - 16) + first + at(index - 7) + second;
  }
  return words;
}

function compressed(state: readonly number[], words: Int32Array): number[] {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  ROUNDS.forEach((constant, index) => {
    const choice = (e & f) ^ (~e & g);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const one = h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + choice + constant + (words[index] ?? 0);
    const two = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + majority;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  });
  return [a, b, c, d, e, f, g, h].map((word, index) => (word + (state[index] ?? 0)) | 0);
}

export function sha256(message: Uint8Array): Uint8Array {
  const view = paddedOf(message);
  let state = START;
  for (let offset = 0; offset < view.byteLength; offset += BLOCK_BYTES)
    state = compressed(state, wordsOf(view, offset));
  const digest = new DataView(new ArrayBuffer(32));
  state.forEach((word, index) => digest.setInt32(4 * index, word));
  return new Uint8Array(digest.buffer);
}

const joined = (first: Uint8Array, second: Uint8Array): Uint8Array => {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
};

export function hmacSha256(key: Uint8Array, message: Uint8Array): Uint8Array {
  const block = new Uint8Array(BLOCK_BYTES);
  block.set(key.length > BLOCK_BYTES ? sha256(key) : key);
  const inner = sha256(
    joined(
      block.map((byte) => byte ^ 0x36),
      message,
    ),
  );
  return sha256(
    joined(
      block.map((byte) => byte ^ 0x5c),
      inner,
    ),
  );
}

/** Of letters, digits and signs that are one byte each. */
export const bytesOfAscii = (text: string): Uint8Array =>
  Uint8Array.from(text, (letter) => letter.charCodeAt(0));

export const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Null where it is no hexadecimal. */
export function bytesOfHex(hex: string): Uint8Array | null {
  if (!/^(?:[0-9a-f]{2})*$/i.test(hex)) return null;
  return Uint8Array.from({ length: hex.length / 2 }, (_, index) =>
    parseInt(hex.slice(2 * index, 2 * index + 2), 16),
  );
}
