import { expect, test } from 'vitest';
import { bytesOfText, textOfBytes } from './stream-bytes.ts';

test('text is its UTF-8', () => {
  const text = 'a\0ß€😀\n';
  expect([...bytesOfText(text)]).toEqual([...new TextEncoder().encode(text)]);
  expect(textOfBytes(new TextEncoder().encode(text))).toBe(text);
});

test('bytes that are no UTF-8 come back as they were', () => {
  const all = Uint8Array.from({ length: 4096 }, (_, index) => (index * 7919 + (index >> 3)) & 255);
  const broken = [[0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe2, 0x82], [0xff]].flat();
  for (const bytes of [all, Uint8Array.from(broken)]) {
    const text = JSON.parse(JSON.stringify(textOfBytes(bytes))) as string;
    expect([...bytesOfText(text)]).toEqual([...bytes]);
  }
});
