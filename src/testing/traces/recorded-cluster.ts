/** A recorded cluster at the end of its trace, as an API server that can only be read, and what kubectl said there. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiClient } from '../../kubectl/index.ts';
import { Clock } from '../../engine/apiserver/clock.ts';
import { Authorization } from '../../engine/apiserver/authorization/index.ts';
import { Past } from '../../engine/apiserver/past.ts';
import { History } from '../../engine/api/history.ts';
import { ApiServer } from '../../engine/apiserver/api-server.ts';
import { resourceKinds } from '../../engine/api/kinds.ts';
import type { AnyObject } from '../../engine/api/object.ts';
import { Store } from '../../engine/api/store.ts';
import { formatMicroTimestamp, parseTimestamp } from '../../engine/api/time.ts';

/** How far a tick goes, and how long a watch without an end of its own is waited for, in ms. */
const tickMs = 250;
const patienceMs = 120_000;

/** One command at the end of a recording and its whole answer. */
export interface PrintedAnswer {
  readonly trace: string;
  readonly command: string;
  readonly text: string;
}

interface TraceFile {
  readonly header: { readonly namespace: string; readonly startedAt: string };
  readonly final?: Readonly<Record<string, readonly AnyObject[]>>;
}

export class RecordedCluster {
  readonly namespace: string;
  /** When the recorder began to ask, milliseconds since 1970. */
  readonly askedAtMs: number;
  readonly answers: readonly PrintedAnswer[];
  #store = new Store();

  constructor(name: string, file: TraceFile, printed: string) {
    this.namespace = file.header.namespace;
    const last = printed.split(/^# /m).at(-1)!;
    this.askedAtMs = parseTimestamp(file.header.startedAt) + Number(/\(t=(\d+)ms\)/.exec(last)?.[1] ?? 0);
    this.answers = last
      .split(/^\$ /m)
      .slice(1)
      .map((part) => {
        const end = part.indexOf('\n');
        return { trace: name, command: part.slice(0, end), text: part.slice(end + 1).trimEnd() };
      });
    for (const [kind, objects] of Object.entries(file.final ?? {})) {
      for (const object of objects) this.#add(kind, object);
    }
  }

  /** Whether objects of a kind were recorded. */
  has(kind: string): boolean {
    return this.#store.count(resourceKinds.find((entry) => entry.kind === kind)?.id ?? '') > 0;
  }

  /** The cluster for kubectl: nothing happens in it any more, but whoever waits comes to the end of his patience. */
  clientAt(epochMs: number): ApiClient {
    const kernel = { nowMs: 0 };
    const clock = new Clock(kernel as never, formatMicroTimestamp(epochMs));
    // Nothing is written, and no node is asked.
    const nothing = undefined as never;
    const nodes = { answer: () => undefined };
    const past = new Past(this.#store, clock, () => new History());
    const lineage = { changesOf: () => [], requestOf: () => undefined, toTimestamp: () => '' };
    const access = new Authorization('AlwaysAllow', this.#store);
    const server = new ApiServer(this.#store, nothing, nodes, clock, past, lineage, access);
    return {
      request: (request) => Promise.resolve(server.handle(request)),
      tick: () => Promise.resolve(void (kernel.nowMs += tickMs)),
      watch: (_request, _onEvent, timeoutMs = patienceMs) => {
        kernel.nowMs += timeoutMs;
        return Promise.resolve(false);
      },
      now: () => formatMicroTimestamp(epochMs + kernel.nowMs),
    };
  }

  #add(kind: string, object: AnyObject): void {
    const resource = resourceKinds.find((entry) => entry.kind === kind);
    if (resource === undefined) return;
    const { namespace = '', name = '' } = object.metadata ?? {};
    const next = withoutNulls(object) as AnyObject;
    const cause = { kind: 'start' } as const;
    this.#store.write({
      resource: resource.id,
      namespace,
      name,
      next,
      timeMs: 0,
      author: 'trace',
      cause,
    } as never);
  }
}

/** The recorder wrote fields that are not there as null. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const present = Object.entries(value).filter(([, field]) => field !== null);
  return Object.fromEntries(present.map(([key, field]) => [key, withoutNulls(field)]));
}

/** The recordings of a folder that end with objects, by name. */
export function readRecordedClusters(folder: string): Map<string, RecordedCluster> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const clusters = names.toSorted().flatMap((name): Array<[string, RecordedCluster]> => {
    const trace = name.replace('.json', '');
    const file = JSON.parse(readFileSync(join(folder, name), 'utf8')) as TraceFile;
    if (file.final === undefined) return [];
    const printed = readFileSync(join(folder, `${trace}.kubectl.txt`), 'utf8');
    return [[trace, new RecordedCluster(trace, file, printed)]];
  });
  return new Map(clusters);
}
