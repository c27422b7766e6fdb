/** Addresses of pods: what the bridge plugin's host-local allocation does (next free, in a circle). */

const defaultRange = '10.244.0.0/24';

interface Range {
  readonly first: number;
  /** Addresses in it, network and broadcast included. */
  readonly size: number;
}

const ranges = new Map<string, Range>();

function rangeOf(cidr: string): Range {
  let range = ranges.get(cidr);
  if (range === undefined) {
    if (ranges.size > 5000) ranges.clear();
    ranges.set(cidr, (range = parseRange(cidr)));
  }
  return range;
}

function parseRange(cidr: string): Range {
  const [address = '', length = '24'] = cidr.split('/');
  const bytes = address.split('.').map(Number);
  return { first: bytes.reduce((sum, byte) => sum * 256 + byte, 0), size: 2 ** (32 - Number(length)) };
}

function formatAddress(address: number): string {
  return `${Math.floor(address / 16777216) % 256}.${(address >> 16) & 255}.${(address >> 8) & 255}.${address & 255}`;
}

/** The next address after offset `last` that isn't used; undefined when the range is full. `.1` is the bridge. */
export function nextAddress(
  cidr: string | undefined,
  last: number,
  isUsed: (address: string) => boolean,
): { readonly address: string; readonly offset: number } | undefined {
  const { first, size } = rangeOf(cidr ?? defaultRange);
  for (let tried = 0, offset = last; tried < size; tried++) {
    offset = offset + 1 >= size - 1 || offset < 1 ? 2 : offset + 1;
    const address = formatAddress(first + offset);
    if (!isUsed(address)) return { address, offset };
  }
  return undefined;
}
