/**
 * Pictures of the page as small PNGs: at most 256 colours, which is all that flat surfaces and text need, without any
 * other tool than the browser that took them.
 */
import { deflateSync } from 'node:zlib';

/**
 * The picture with a palette; the page only lends its decoder. Rejects when the page is closed.
 * @param {import('@playwright/test').Page} page
 * @param {Buffer} png
 */
export async function shrinkPng(page, png) {
  const { width, height, palette, indices } = await page.evaluate(reduceColours, png.toString('base64'));
  return encodeIndexed(width, height, Buffer.from(palette, 'base64'), Buffer.from(indices, 'base64'));
}

function encodeIndexed(width, height, palette, indices) {
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) indices.copy(rows, y * (width + 1) + 1, y * width, (y + 1) * width);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', palette),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}

function crc32(bytes) {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

/** Runs in the page. Boxes of colours are cut where they are widest, the fullest first; surfaces stay exact. */
async function reduceColours(base64) {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d');
  context.drawImage(bitmap, 0, 0);
  const pixels = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
  const counts = new Map();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  const all = Array.from(counts, ([value, count]) => ({
    value,
    count,
    rgb: [value & 255, (value >> 8) & 255, (value >> 16) & 255],
  }));
  all.sort((a, b) => b.count - a.count);
  const exact = all.slice(0, 64).map((colour) => [colour]);
  const boxes = [all.slice(64)].filter((box) => box.length > 0);
  while (boxes.length > 0 && boxes.length + exact.length < 256) {
    let best;
    for (const box of boxes) {
      box.widest ??= widest(box);
      if (box.length > 1 && (best === undefined || box.widest.weight > best.widest.weight)) best = box;
    }
    if (best === undefined) break;
    const { channel } = best.widest;
    best.sort((a, b) => a.rgb[channel] - b.rgb[channel]);
    const half = Math.floor(best.length / 2);
    boxes.splice(boxes.indexOf(best), 1, best.slice(0, half), best.slice(half));
  }
  const palette = new Uint8Array((exact.length + boxes.length) * 3);
  const indexOf = new Map();
  for (const [index, box] of [...exact, ...boxes].entries()) {
    const total = box.reduce((sum, { count }) => sum + count, 0);
    for (let channel = 0; channel < 3; channel++)
      palette[index * 3 + channel] = Math.round(
        box.reduce((sum, { rgb, count }) => sum + rgb[channel] * count, 0) / total,
      );
    for (const { value } of box) indexOf.set(value, index);
  }
  return { width, height, palette: toBase64(palette), indices: toBase64(pixels.map((p) => indexOf.get(p))) };

  function widest(box) {
    const spans = [0, 1, 2].map((channel) => {
      const values = box.map(({ rgb }) => rgb[channel]);
      return values.reduce((a, b) => Math.max(a, b)) - values.reduce((a, b) => Math.min(a, b));
    });
    const channel = spans.indexOf(Math.max(...spans));
    return { channel, weight: spans[channel] * Math.sqrt(box.reduce((sum, { count }) => sum + count, 0)) };
  }
  function toBase64(values) {
    const parts = [];
    for (let at = 0; at < values.length; at += 8192)
      parts.push(String.fromCharCode(...values.subarray(at, at + 8192)));
    return btoa(parts.join(''));
  }
}
