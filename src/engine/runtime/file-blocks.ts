/** As a file system counts what it holds: in whole blocks. */
export const blockBytes = 4_096;

/** Bytes of the blocks that so many bytes need. */
export function blocksOf(bytes: number): number {
  return Math.ceil(bytes / blockBytes) * blockBytes;
}
