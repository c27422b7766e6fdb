/**
 * Watches as chunked lines of JSON. A watch is a position in the engine's log: what its client has not read yet is
 * not kept here, so that ten thousand slow readers cost no memory. Changes of a moment are sent together.
 */
import type { ServerResponse } from 'node:http';
import type { ApiRequest, KubeObject, OpenWatch, WatchEvent } from '../../engine/index.ts';
import { sendAnswer, setWarnings } from './answer.ts';
import type { ClusterTime } from './cluster-time.ts';
import { Refusal } from './refusal.ts';
import type { ServerLimits } from './server-limits.ts';

interface Stream {
  readonly source: OpenWatch;
  readonly response: ServerResponse;
  isBlocked: boolean;
  /** Wall milliseconds when the client last took something. */
  lastReadMs: number;
}

const eventsAWrite = 100;
/** Changes wait this long for others. */
const gatherMs = 10;

/**
 * Text of the objects of one round: what ten thousand watches are told alike is written as JSON once. Only a round
 * long, so that no text outlives its sending.
 */
type Texts = Map<object, string>;

export class WatchStreams {
  #limits: ServerLimits;
  #time: ClusterTime;
  #streams = new Map<string, Set<Stream>>();
  #count = 0;
  #changed = new Set<string>();
  #gathering: NodeJS.Timeout | undefined;
  /** Bookmarks and time limits come without changes. */
  #idleLook: NodeJS.Timeout;
  #unsubscribe: () => void;

  constructor(time: ClusterTime, limits: ServerLimits) {
    this.#limits = limits;
    this.#time = time;
    this.#unsubscribe = time.cluster.subscribe((change) => this.#onChange(change.resource));
    this.#idleLook = setInterval(() => this.#lookAtAll(), limits.lookEveryMs);
    this.#idleLook.unref();
  }

  /** Answers a watch request until its client goes, its time is over or the server closes. */
  open(request: ApiRequest, response: ServerResponse): void {
    if (this.#count >= this.#limits.watches)
      throw new Refusal(429, 'TooManyRequests', 'too many watches, please try again later');
    const source = this.#time.cluster.openWatch(request);
    if (!('take' in source)) return sendAnswer(response, source);
    response.statusCode = 200;
    response.setHeader('Content-Type', 'application/json');
    setWarnings(response, []);
    response.flushHeaders();
    const stream: Stream = { source, response, isBlocked: false, lastReadMs: Date.now() };
    const plural = pluralOf(request.path);
    this.#add(plural, stream);
    response.on('drain', () => {
      stream.isBlocked = false;
      pump(stream);
    });
    response.on('close', () => this.#remove(plural, stream));
    pump(stream);
  }

  close(): void {
    clearInterval(this.#idleLook);
    clearTimeout(this.#gathering);
    this.#unsubscribe();
    for (const streams of this.#streams.values()) for (const { response } of streams) response.end();
  }

  #add(plural: string, stream: Stream): void {
    const streams = this.#streams.get(plural) ?? new Set();
    streams.add(stream);
    this.#streams.set(plural, streams);
    this.#count++;
  }

  #remove(plural: string, stream: Stream): void {
    stream.source.close();
    if (this.#streams.get(plural)?.delete(stream) === true) this.#count--;
  }

  #onChange(resource: string): void {
    const plural = resource.split('.', 1)[0]!;
    if (!this.#streams.has(plural)) return;
    this.#changed.add(plural);
    this.#gathering ??= setTimeout(() => this.#send(), gatherMs);
  }

  #send(): void {
    this.#gathering = undefined;
    const changed = [...this.#changed];
    this.#changed.clear();
    const texts: Texts = new Map();
    for (const plural of changed) for (const stream of this.#streams.get(plural) ?? []) pump(stream, texts);
  }

  #lookAtAll(): void {
    const deadlineMs = Date.now() - this.#limits.deadAfterMs;
    for (const streams of this.#streams.values()) {
      for (const stream of streams) {
        if (stream.isBlocked && stream.lastReadMs < deadlineMs) stream.response.destroy();
        else pump(stream);
      }
    }
  }
}

/** Sends what is there until the client's socket is full. */
function pump(stream: Stream, texts?: Texts): void {
  const { source, response } = stream;
  while (!stream.isBlocked && !response.writableEnded) {
    const events = source.take(eventsAWrite);
    if (events.length === 0) {
      if (source.ended) response.end();
      return;
    }
    stream.lastReadMs = Date.now();
    stream.isBlocked = !response.write(events.map((event) => lineOf(event, texts)).join(''));
  }
}

function lineOf({ type, object }: WatchEvent, texts: Texts | undefined): string {
  return `{"type":"${type}","object":${textOf(object as object, texts)}}\n`;
}

function textOf(object: object, texts: Texts | undefined): string {
  // A table is made for one watch.
  if (texts === undefined || (object as KubeObject).kind === 'Table') return JSON.stringify(object);
  const known = texts.get(object);
  if (known !== undefined) return known;
  const text = JSON.stringify(object);
  texts.set(object, text);
  return text;
}

/** `pods` of `/api/v1/namespaces/default/pods` and of `/api/v1/watch/...`: whose changes matter to a watch. */
function pluralOf(path: string): string {
  const segments = path.split('/').filter((segment) => segment !== '' && segment !== 'watch');
  const rest = segments.slice(segments[0] === 'apis' ? 3 : 2);
  return (rest[0] === 'namespaces' && rest.length > 2 ? rest[2] : rest[0]) ?? '';
}
