/** Base64 of text, and its decoding, without a host's help. */
import { bytesOfText } from './stream-bytes.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Of the bytes that the text stands for: UTF-8, and single bytes where it escapes them. */
export function encodeBase64(text: string): string {
  const bytes = bytesOfText(text);
  let result = '';
  for (let index = 0; index < bytes.length; index += 3) {
    const [first = 0, second, third] = bytes.slice(index, index + 3);
    const bits = (first << 16) | ((second ?? 0) << 8) | (third ?? 0);
    result += sextet(bits >> 18) + sextet(bits >> 12);
    result += (second === undefined ? '=' : sextet(bits >> 6)) + (third === undefined ? '=' : sextet(bits));
  }
  return result;
}

function sextet(bits: number): string {
  return alphabet[bits & 63] ?? '';
}

/** The text that base64 holds; bytes that are no UTF-8 come out as replacement characters. */
export function decodeBase64(text: string): string {
  const bytes: number[] = [];
  let bits = 0;
  let count = 0;
  for (const char of text.replace(/=+$/, '')) {
    bits = ((bits << 6) | alphabet.indexOf(char)) & 0xffffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes.push((bits >> count) & 0xff);
  }
  return utf8Text(bytes);
}

/** Number of bytes that base64 text holds. */
export function base64Length(text: string): number {
  return Math.floor((text.replace(/=+$/, '').length * 3) / 4);
}

function utf8Text(bytes: readonly number[]): string {
  let text = '';
  for (let index = 0; index < bytes.length; index++) {
    const first = bytes[index] ?? 0;
    const more = first < 0x80 ? 0 : first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : first >= 0xc0 ? 1 : -1;
    const rest = bytes.slice(index + 1, index + 1 + Math.max(more, 0));
    if (more < 0 || rest.length < more || rest.some((byte) => (byte & 0xc0) !== 0x80)) {
      text += '\ufffd';
      continue;
    }
    const head = more === 0 ? first : first & (0x3f >> more);
    text += String.fromCodePoint(rest.reduce((code, byte) => (code << 6) | (byte & 0x3f), head));
    index += more;
  }
  return text;
}
