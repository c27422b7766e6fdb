/** Short hashes in names: FNV of 32 bits, spelt so that they make no words. */
import { canonicalJson } from '../../kernel/index.ts';

const prime = 0x01000193;
const basis = 0x811c9dc5;
const alphabet = 'bcdfghjklmnpqrstvwxz2456789';

/**
 * The hash of a pod template in the name of its ReplicaSet or its DaemonSet's revision: stable over the
 * template's canonical JSON, with a count of collisions mixed in. The digits of real clusters differ: theirs is
 * taken over a dump of Go structures. `pkg/controller/controller_utils.go` ComputeHash
 */
export function templateHash(template: unknown, collisionCount?: number): string {
  const probe = collisionCount === undefined ? '' : `#${collisionCount}`;
  return spell(fnv1a(utf8(canonicalJson(template) + probe)));
}

/** The hash of a ControllerRevision's data. `pkg/controller/history/controller_history.go` HashControllerRevision */
export function revisionHash(dataText: string, collisionCount?: number): string {
  return spell(fnv1(utf8(dataText + (collisionCount ?? ''))));
}

/** Writes the decimal digits in an alphabet without vowels. `apimachinery/pkg/util/rand` SafeEncodeString */
function spell(hash: number): string {
  let text = '';
  for (const digit of String(hash)) text += alphabet[digit.charCodeAt(0) % alphabet.length];
  return text;
}

function fnv1a(bytes: readonly number[]): number {
  let hash = basis;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, prime);
  return hash >>> 0;
}

function fnv1(bytes: readonly number[]): number {
  let hash = basis;
  for (const byte of bytes) hash = Math.imul(hash, prime) ^ byte;
  return hash >>> 0;
}

/** The bytes of a text in UTF-8 (TextEncoder is the host's, not the language's). */
function utf8(text: string): number[] {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), tail(code));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), tail(code >> 6), tail(code));
    else bytes.push(0xf0 | (code >> 18), tail(code >> 12), tail(code >> 6), tail(code));
  }
  return bytes;
}

function tail(code: number): number {
  return 0x80 | (code & 0x3f);
}
