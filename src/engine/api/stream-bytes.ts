/**
 * Bytes as text without loss: UTF-8 where they are, U+DC80..U+DCFF for each byte that is not. (Python calls it
 * surrogateescape.) So everything that streams carry stays JSON, and what is text can be read.
 */

const escapeBase = 0xdc00;

/** The bytes that a text of a stream stands for. */
export function bytesOfText(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3);
  let length = 0;
  const push = (byte: number): void => void (bytes[length++] = byte);
  for (let index = 0; index < text.length; index++) {
    const code = text.codePointAt(index)!;
    if (code < 0x80) push(code);
    else if (code < 0x800) pushSequence(push, code, 1, 0xc0);
    else if (code >= 0xdc80 && code <= 0xdcff) push(code - escapeBase);
    else if (code < 0x10000) pushSequence(push, code, 2, 0xe0);
    else {
      pushSequence(push, code, 3, 0xf0);
      index++;
    }
  }
  return bytes.slice(0, length);
}

function pushSequence(push: (byte: number) => void, code: number, more: number, lead: number): void {
  push(lead | (code >> (6 * more)));
  for (let shift = 6 * (more - 1); shift >= 0; shift -= 6) push(0x80 | ((code >> shift) & 0x3f));
}

const charsPerPiece = 8_192;

/** The text that bytes stand for in a stream. */
export function textOfBytes(bytes: Uint8Array): string {
  let text = '';
  let codes: number[] = [];
  for (let index = 0; index < bytes.length;) {
    const length = sequenceLength(bytes, index);
    codes.push(length === 0 ? escapeBase + bytes[index]! : codePointAt(bytes, index, length));
    index += Math.max(1, length);
    if (codes.length < charsPerPiece) continue;
    text += String.fromCodePoint(...codes);
    codes = [];
  }
  return text + String.fromCodePoint(...codes);
}

/** Bytes of the well-formed UTF-8 sequence at `index`; 0 when there is none. */
function sequenceLength(bytes: Uint8Array, index: number): number {
  const first = bytes[index]!;
  if (first < 0x80) return 1;
  const length =
    first >= 0xf0 && first < 0xf5
      ? 4
      : first >= 0xe0 && first < 0xf0
        ? 3
        : first >= 0xc2 && first < 0xe0
          ? 2
          : 0;
  for (let next = 1; next < length; next++) if (((bytes[index + next] ?? 0) & 0xc0) !== 0x80) return 0;
  if (length < 3) return length;
  const code = codePointAt(bytes, index, length);
  const shortest = length === 3 ? 0x800 : 0x10000;
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  return code < shortest || code > 0x10ffff || isSurrogate ? 0 : length;
}

function codePointAt(bytes: Uint8Array, index: number, length: number): number {
  const first = bytes[index]!;
  let code = length === 1 ? first : first & (0x7f >> length);
  for (let next = 1; next < length; next++) code = (code << 6) | (bytes[index + next]! & 0x3f);
  return code;
}
