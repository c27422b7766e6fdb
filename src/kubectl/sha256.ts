/** SHA-256 (FIPS 180-4), for names that carry a hash of their content. Pages without TLS have no `crypto.subtle`. */
const primes = firstPrimes(64);
const roundConstants = primes.map((prime) => fraction(Math.cbrt(prime)));
const initialState = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));

/** The hash of a text's UTF-8 bytes, in hexadecimal digits. */
export function sha256(text: string): string {
  const words = padded(new TextEncoder().encode(text));
  let state = initialState;
  for (let start = 0; start < words.length; start += 16)
    state = compress(state, words.slice(start, start + 16));
  return state.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

function firstPrimes(count: number): number[] {
  const found: number[] = [];
  for (let number = 2; found.length < count; number++)
    if (found.every((prime) => number % prime !== 0)) found.push(number);
  return found;
}

/** The first 32 bits behind the point. */
function fraction(root: number): number {
  return ((root - Math.floor(root)) * 2 ** 32) | 0;
}

/** Big-endian words: the bytes, one set bit, zeros, and the length in bits in the last two words. */
function padded(bytes: Uint8Array): number[] {
  const words = Array.from({ length: ((bytes.length + 8) >> 6) * 16 + 16 }, () => 0);
  for (const [index, byte] of [...bytes, 0x80].entries())
    words[index >> 2]! |= byte << (24 - 8 * (index & 3));
  words[words.length - 1] = bytes.length * 8;
  return words;
}

function compress(state: readonly number[], block: readonly number[]): number[] {
  const words = [...block];
  for (let index = 16; index < 64; index++) {
    const [early, late] = [words[index - 15]!, words[index - 2]!];
    const s0 = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3);
    const s1 = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10);
    words.push((words[index - 16]! + s0 + words[index - 7]! + s1) | 0);
  }
  let [a, b, c, d, e, f, g, h] = state as [number, number, number, number, number, number, number, number];
  for (const [index, word] of words.entries()) {
    const sum1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const first = (h + sum1 + ((e & f) ^ (~e & g)) + roundConstants[index]! + word) | 0;
    const sum0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const second = (sum0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  return [a, b, c, d, e, f, g, h].map((word, index) => (word + state[index]!) | 0);
}

function rotate(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}
