/** Archives as `tar` writes and reads them: POSIX ustar, with the pax and GNU headers for long names when reading. */
import { bytesOfText, textOfBytes } from './stream-bytes.ts';

export interface TarEntry {
  /** Without leading slash. */
  readonly name: string;
  /** Absent: a directory. */
  readonly text?: string;
}

export interface TarArchive {
  readonly entries: readonly TarEntry[];
  /** Its end was there. */
  readonly isComplete: boolean;
}

const blockLength = 512;
const nameLength = 100;
/** GNU tar writes whole records of twenty blocks. */
const recordLength = 20 * blockLength;

/** The bytes of an archive, as a stream's text. `mtimeSeconds` since 1970. */
export function writeArchive(entries: readonly TarEntry[], mtimeSeconds: number): string {
  const pieces: Uint8Array[] = [];
  for (const { name, text } of entries) {
    const content = bytesOfText(text ?? '');
    const shownName = bytesOfText(text === undefined ? `${name}/` : name);
    if (shownName.length > nameLength) pieces.push(...longName(shownName, mtimeSeconds));
    const type = text === undefined ? '5' : '0';
    pieces.push(header(shownName, content.length, type, mtimeSeconds), padded(content));
  }
  const length = pieces.reduce((sum, piece) => sum + piece.length, 2 * blockLength);
  const archive = new Uint8Array(Math.ceil(length / recordLength) * recordLength);
  let at = 0;
  for (const piece of pieces) {
    archive.set(piece, at);
    at += piece.length;
  }
  return textOfBytes(archive);
}

/** GNU's way: an entry of type L that holds the name of the next. */
function longName(name: Uint8Array, mtimeSeconds: number): Uint8Array[] {
  const content = new Uint8Array(name.length + 1);
  content.set(name);
  return [header(bytesOfText('././@LongLink'), content.length, 'L', mtimeSeconds), padded(content)];
}

function padded(content: Uint8Array): Uint8Array {
  const blocks = new Uint8Array(Math.ceil(content.length / blockLength) * blockLength);
  blocks.set(content);
  return blocks;
}

function header(name: Uint8Array, size: number, type: string, mtimeSeconds: number): Uint8Array {
  const block = new Uint8Array(blockLength);
  const put = (text: string, at: number): void => block.set(bytesOfText(text), at);
  block.set(name.slice(0, nameLength));
  put(`${type === '5' ? '0000755' : '0000644'}\0`, 100);
  put('0000000\0'.repeat(2), 108);
  put(`${octal(size)}\0${octal(mtimeSeconds)}\0${' '.repeat(8)}${type}`, 124);
  put('ustar  \0root', 257);
  put('root', 297);
  const sum = block.reduce((total, byte) => total + byte, 0);
  put(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

function octal(value: number): string {
  return Math.floor(value).toString(8).padStart(11, '0');
}

/** Undefined when the bytes are no archive. */
export function readArchive(text: string): TarArchive | undefined {
  const bytes = bytesOfText(text);
  const entries: TarEntry[] = [];
  let nextName: string | undefined;
  for (let at = 0; at + blockLength <= bytes.length;) {
    const block = bytes.subarray(at, at + blockLength);
    if (block.every((byte) => byte === 0)) return { entries, isComplete: true };
    if (!isHeader(block)) return undefined;
    const size = sizeOf(block);
    const content = bytes.subarray(at + blockLength, at + blockLength + size);
    if (content.length < size) break;
    at += blockLength + Math.ceil(size / blockLength) * blockLength;
    const type = String.fromCharCode(block[156]!);
    if (type === 'L') nextName = textOfBytes(content).replace(/\0+$/, '');
    else if (type === 'x') nextName = paxPath(content) ?? nextName;
    else if ('05\0'.includes(type)) {
      const name = (nextName ?? nameOf(block)).replace(/^\/+/, '');
      const isDirectory = type === '5' || name.endsWith('/');
      entries.push(isDirectory ? { name: name.replace(/\/+$/, '') } : { name, text: textOfBytes(content) });
      nextName = undefined;
    }
  }
  return { entries, isComplete: false };
}

function isHeader(block: Uint8Array): boolean {
  const sum = block.reduce((total, byte, index) => total + (index >= 148 && index < 156 ? 32 : byte), 0);
  return Number.parseInt(field(block, 148, 8), 8) === sum;
}

function sizeOf(block: Uint8Array): number {
  if ((block[124]! & 0x80) === 0) return Number.parseInt(field(block, 124, 12), 8) || 0;
  return block.subarray(128, 136).reduce((size, byte) => size * 256 + byte, 0);
}

function nameOf(block: Uint8Array): string {
  const name = field(block, 0, nameLength);
  const prefix = field(block, 257, 6) === 'ustar' ? field(block, 345, 155) : '';
  return prefix === '' ? name : `${prefix}/${name}`;
}

function field(block: Uint8Array, at: number, length: number): string {
  const bytes = block.subarray(at, at + length);
  const end = bytes.indexOf(0);
  return textOfBytes(end < 0 ? bytes : bytes.subarray(0, end)).trim();
}

/** `27 path=some/long/name` of a pax header. */
function paxPath(content: Uint8Array): string | undefined {
  return /(?:^|\n)\d+ path=([^\n]*)\n/.exec(textOfBytes(content))?.[1];
}
