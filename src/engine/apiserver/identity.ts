/** Names and UIDs that the API server makes up, from seeded streams: the same run gives the same names. */
import type { RandomStream } from '../kernel/index.ts';

const nameAlphabet = 'bcdfghjklmnpqrstvwxz2456789';
const maxGeneratedBase = 63 - 5;

/** `apiserver/pkg/storage/names/generate.go` */
export function generateName(base: string, stream: RandomStream): string {
  let suffix = '';
  for (let index = 0; index < 5; index++) suffix += nameAlphabet[stream.integer(nameAlphabet.length)];
  return base.slice(0, maxGeneratedBase) + suffix;
}

function hexWord(stream: RandomStream): string {
  return Math.floor(4294967296 + stream.next() * 4294967296)
    .toString(16)
    .slice(1);
}

/** A random (version 4) UUID. */
export function generateUid(stream: RandomStream): string {
  let digits = '';
  for (let word = 0; word < 4; word++) digits += hexWord(stream);
  const variant = '89ab'[stream.integer(4)];
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20)}`;
}
