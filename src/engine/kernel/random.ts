/**
 * Counter-based random numbers: the n-th number of a stream is a pure function of (seed, stream, n),
 * so a stream's whole state is one integer and a checkpoint of it costs nothing.
 */
export interface RandomStream {
  /** A number in [0, 1). */
  next(): number;
  /** An integer in [0, limit). */
  integer(limit: number): number;
}

/** Positions of all streams by name; plain data. */
export type RandomPositions = Record<string, number>;

export class RandomStreams {
  #seed: number;
  #positions: RandomPositions = {};
  #streams = new Map<string, RandomStream>();

  constructor(seed: string) {
    this.#seed = mixText(seed);
  }

  /** The same stream for the same name; it stays valid through `restore`. */
  stream(name: string): RandomStream {
    let stream = this.#streams.get(name);
    if (stream === undefined) this.#streams.set(name, (stream = this.#create(name)));
    return stream;
  }

  #create(name: string): RandomStream {
    const key = mixText(name) ^ this.#seed;
    const next = (): number => {
      const position = this.#positions[name] ?? 0;
      this.#positions[name] = position + 1;
      return mixNumber(key, position) / 4294967296;
    };
    return { next, integer: (limit) => Math.floor(next() * limit) };
  }

  snapshot(): RandomPositions {
    return { ...this.#positions };
  }

  restore(positions: RandomPositions): void {
    this.#positions = { ...positions };
  }
}

function mixText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash | 0;
}

/** Two rounds of a 32-bit finaliser (murmur3's) over key and counter. */
function mixNumber(key: number, counter: number): number {
  return finalise(finalise(key ^ Math.imul(counter + 1, 0x9e3779b1)) ^ counter) >>> 0;
}

function finalise(word: number): number {
  let mixed = word;
  mixed ^= mixed >>> 16;
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  mixed ^= mixed >>> 16;
  return mixed | 0;
}
