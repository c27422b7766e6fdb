import { strToU8, zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { maxZipBytes, unzipTexts, ZipTooLargeError, zipTexts } from './zip-texts.ts';

const anything = () => true;
const isYaml = (name: string) => name.endsWith('.yaml');

/** Makes the list of contents, and the header of the file itself, say another size. */
function lying(zip: Uint8Array, size: number): Uint8Array {
  const forged = zip.slice();
  const view = new DataView(forged.buffer);
  for (let at = 0; at + 4 < forged.length; at++) {
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, size, true);
    if (view.getUint32(at, true) === 0x04034b50) view.setUint32(at + 22, size, true);
  }
  return forged;
}

it('gives back what was put in', async () => {
  const files = [
    { name: 'a.yaml', text: 'kind: Pod\n# ☃\n' },
    { name: 'folder/b.yaml', text: 'x'.repeat(100_000) },
  ];
  expect(await unzipTexts(await zipTexts(files), anything, 10)).toEqual({ files, leftOut: 0 });
});

it('takes what is stored without being packed', async () => {
  const zip = zipSync({ 'a.yaml': [strToU8('kind: Pod\n'), { level: 0 }] });
  expect((await unzipTexts(zip, anything, 10)).files).toEqual([{ name: 'a.yaml', text: 'kind: Pod\n' }]);
});

it('leaves out what is too large or too much, and what has another name', async () => {
  const zip = await zipTexts([
    { name: 'large.yaml', text: 'x'.repeat(2_000_000) },
    { name: 'picture.png', text: 'x'.repeat(2_000_000) },
    ...['a', 'b', 'c'].map((name) => ({ name: `${name}.yaml`, text: name })),
  ]);
  const { files, leftOut } = await unzipTexts(zip, isYaml, 2);
  expect(files.map(({ name }) => name)).toEqual(['a.yaml', 'b.yaml']);
  expect(leftOut).toBe(2);
});

it('refuses what would be too much in all, before it unpacks any of it', async () => {
  const zip = await zipTexts(
    Array.from({ length: 20 }, (_none, at) => ({ name: `${at}.yaml`, text: ' '.repeat(1_000_000) })),
  );
  expect(zip.length).toBeLessThan(100_000);
  await expect(unzipTexts(zip, isYaml, 100)).rejects.toThrow(ZipTooLargeError);
});

it('refuses a bomb that says it is small', async () => {
  const zip = await zipTexts([{ name: 'bomb.yaml', text: ' '.repeat(60_000_000) }]);
  await expect(unzipTexts(lying(zip, 100), isYaml, 100)).rejects.toThrow(ZipTooLargeError);
});

it('refuses what is no zip, is damaged, or is larger than any zip of ours', async () => {
  await expect(unzipTexts(strToU8('no zip at all'), anything, 10)).rejects.toThrow();
  const zip = await zipTexts([{ name: 'a.yaml', text: 'kind: Pod\n'.repeat(1000) }]);
  zip.fill(255, 60, 90);
  await expect(unzipTexts(zip, anything, 10)).rejects.toThrow();
  await expect(unzipTexts(new Uint8Array(maxZipBytes + 1), anything, 10)).rejects.toThrow(ZipTooLargeError);
});
